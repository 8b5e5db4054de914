package org.potsweep.test.benchmark.sweep;

import java.util.List;
import org.potsweep.descriptors.SnapColumns;

/**
 * The work that a design asks for, counted without looking at the engine: what its time is compared with.
 *
 * <p>Products, n p^2 operations for n rows and p columns: the test set once, the training set once, and for each
 * ordering the rows of its largest subset, less what comes by subtraction from the training set. An ordering at the
 * widest 2Jmax that needs no scores makes the training set's product along the way, so the first of these costs nothing
 * of its own; scores need that product before their orderings are known. An engine that computes more does not get credit
 * for it.
 *
 * <p>Factorisations: one a (ordering, size, weight), at the ordering's own 2Jmax for leverage, at the widest otherwise.
 *
 * @param rows of one configuration
 * @param orderings how many there are of each width
 * @param unscored whether one of the widest needs no scores
 */
record NominalWork(Design design, long rows, List<Orderings> orderings, boolean unscored) {

    /** Orderings that serve models of up to {@code columns} columns. */
    record Orderings(int twojmax, int columns, long count) {}

    static NominalWork of(Design design) {
        SnapColumns columns = SnapColumns.of(
                Labeller.snap(design.widestTwojmax(), design.data().species()));
        long shared = design.strategies().stream().filter(s -> !scored(s)).count() * design.replicates();
        long scored = design.strategies().stream().filter(NominalWork::scored).count() * design.replicates();
        List<Orderings> orderings = design.twojmax().stream()
                .map(j -> new Orderings(j, columns.count(j), scored + (j == design.widestTwojmax() ? shared : 0)))
                .toList();
        return new NominalWork(design, 1 + 3L * design.data().atoms(), orderings, shared > 0);
    }

    /** Whether a strategy's orderings depend on 2Jmax. */
    private static boolean scored(String strategy) {
        return strategy.contains("leverage");
    }

    int widest() {
        return orderings.get(orderings.size() - 1).columns();
    }

    /** Structures whose rows an ordering multiplies: the last ones of the largest subset, or those beyond it if fewer. */
    private int multiplied() {
        int sizes = design.sizes().size();
        int largest = design.sizes().get(sizes - 1);
        if (sizes == 1) {
            return largest;
        }
        int before = design.sizes().get(sizes - 2);
        return before + Math.min(largest - before, design.training() - largest);
    }

    double productFlops() {
        double flops = (double) rows * design.data().configurations() * widest() * widest();
        for (Orderings o : orderings) {
            long further = unscored && o.columns() == widest() ? o.count() - 1 : o.count();
            flops += (double) rows * multiplied() * further * o.columns() * o.columns();
        }
        return flops;
    }

    long factorisations() {
        return orderings.stream().mapToLong(Orderings::count).sum() * cellsAnOrdering();
    }

    /** (size, weight) pairs: each is a factorisation of an ordering. */
    long cellsAnOrdering() {
        return (long) design.sizes().size() * design.eweights().size();
    }
}
