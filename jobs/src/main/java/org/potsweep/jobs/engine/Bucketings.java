package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.ModelColumns;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;

/** What one descriptor variant's passes accumulate: the test set, the training set, and the subsets of its orderings. */
final class Bucketings {
    private final FactorialDesign design;
    private final ModelColumns columns;
    private final Split split;

    Bucketings(FactorialDesign design, int descriptor, Split split) {
        this.design = design;
        this.columns = design.columns(descriptor);
        this.split = split;
    }

    /** The test set, the training set (or an ordering that gives it), and the other orderings that need no scores. */
    List<Bucketing> unscored(List<Ordering> orderings) {
        List<Bucketing> bucketings = new ArrayList<>();
        bucketings.add(Bucketing.ofSplit(Bucketing.TEST, columns.widest(), split));
        int whole = IntStream.range(0, orderings.size())
                .filter(o -> orderings.get(o).strategy() != Strategy.K_FOLD
                        && orderings.get(o).descriptor() == Ordering.ANY)
                .findFirst()
                .orElse(-1);
        bucketings.add(
                whole < 0
                        ? Bucketing.ofSplit(Bucketing.TRAIN, columns.widest(), split)
                        : prefixes(whole, orderings.get(whole), true));
        boolean folds = false;
        for (int o = 0; o < orderings.size(); o++) {
            Ordering ordering = orderings.get(o);
            if (ordering.descriptor() != Ordering.ANY || o == whole) {
                continue;
            }
            if (ordering.strategy() != Strategy.K_FOLD) {
                bucketings.add(prefixes(o, ordering, false));
            } else if (!folds) {
                bucketings.add(folds(o, orderings));
                folds = true;
            }
        }
        return bucketings;
    }

    /** The subsets of the orderings from index {@code first} on. */
    List<Bucketing> scored(List<Ordering> orderings, int first) {
        return IntStream.range(first, orderings.size())
                .mapToObj(o -> prefixes(o, orderings.get(o), false))
                .toList();
    }

    private Bucketing prefixes(int index, Ordering ordering, boolean whole) {
        int[] quadratic = design.served(ordering, true);
        boolean linearOnly = quadratic.length == 0;
        int width = columns.width(linearOnly ? design.served(ordering, false) : quadratic);
        int[] all = linearOnly ? columns.selection(false) : null;
        int[] selection = all == null ? null : Arrays.copyOf(all, width);
        return whole
                ? Bucketing.ofTraining(index, width, selection, ordering, split)
                : Bucketing.ofSubsets(index, width, selection, ordering, split);
    }

    /** The folds themselves, which come one after the other in the orderings: what each of those leaves out. */
    private Bucketing folds(int first, List<Ordering> orderings) {
        int[] bucketOf = new int[split.test().length];
        Arrays.fill(bucketOf, Ordering.NONE);
        for (int fold = 0; fold < design.folds(); fold++) {
            int[] others = orderings.get(first + fold).firstSubsets(bucketOf.length);
            for (int i : split.train()) {
                if (others[i] == Ordering.NONE) {
                    bucketOf[i] = fold;
                }
            }
        }
        return new Bucketing(first, columns.widest(), null, bucketOf, design.folds(), false, false);
    }
}
