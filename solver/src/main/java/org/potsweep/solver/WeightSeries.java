package org.potsweep.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The factorisations of one problem at several weights. Where these differ in one kind of rows of which there are few,
 * that is the energies, the smallest is factorised and serves the others ({@link Reweighting}): a further weight then
 * costs a fraction of a factorisation, a quarter at order 1,595 and 200 rows. Otherwise, and wherever an update would
 * lose digits, each is factorised for itself.
 */
public final class WeightSeries {
    /** Updates to weights further away than this would lose six digits in a cancellation. */
    private static final double FURTHEST = 1e3;

    private final NormalEquations equations;
    private final List<double[]> weights;
    private final double ridge;
    private final int[] orders;

    /** Takes a factorisation, which lasts as long as the call. */
    public interface Visitor {
        /** @param index of the weights */
        void visit(int index, NestedFactorisation factorisation);
    }

    /**
     * @param weights by row kind, one array a member of the series
     * @param ridge of all members
     * @param orders of the leading blocks, as {@link NestedFactorisation} takes them
     */
    public WeightSeries(NormalEquations equations, List<double[]> weights, double ridge, int... orders) {
        this.equations = equations;
        this.weights = List.copyOf(weights);
        this.ridge = ridge;
        this.orders = orders.clone();
    }

    /**
     * Whether one factorisation may serve a series: where an update of s rows, about s n (n + s) flops in all, costs less
     * than half of what the other factorisations would, n^3/3 each, and s is no more than n/2, so that the update takes
     * less memory than a fit at a numerical rank.
     *
     * @param rows of the kind whose weights differ, s
     * @param order of the largest block, n
     * @param count members of the series
     */
    public static boolean shares(double rows, int order, int count) {
        boolean cheaper = rows * (order + rows) <= (count - 1) * (double) order * order / 6;
        return rows > 0 && rows <= order / 2.0 && cheaper;
    }

    /**
     * Visits the wanted members, not in their order. How a member is factorised depends on the whole series, not on which
     * of it are wanted.
     *
     * @throws ArithmeticException if an entry of a matrix is not finite
     */
    public void forEach(IntPredicate wanted, Visitor visitor) {
        int kind = differing();
        List<Integer> separate = new ArrayList<>();
        if (kind >= 0 && shares(equations.rows(kind), orders[orders.length - 1], weights.size())) {
            separate.addAll(visitShared(kind, wanted, visitor));
        } else {
            IntStream.range(0, weights.size()).filter(wanted).forEach(separate::add);
        }
        for (int member : separate) {
            try (NestedFactorisation own = new NestedFactorisation(weighted(member), orders)) {
                visitor.visit(member, own);
            }
        }
    }

    /** Visits the members that one factorisation serves, and returns the others. */
    private List<Integer> visitShared(int kind, IntPredicate wanted, Visitor visitor) {
        int smallest = smallest(kind);
        List<Integer> others = new ArrayList<>(IntStream.range(0, weights.size())
                .filter(member -> member != smallest && wanted.test(member))
                .boxed()
                .toList());
        try (NestedFactorisation base = new NestedFactorisation(weighted(smallest), orders)) {
            if (wanted.test(smallest)) {
                visitor.visit(smallest, base);
            }
            double least = weights.get(smallest)[kind];
            List<Integer> near = others.stream()
                    .filter(member -> isNear(weights.get(member)[kind], least))
                    .toList();
            if (!near.isEmpty() && base.isDefinite()) {
                try (Reweighting reweighting = new Reweighting(base, orders.length, kind)) {
                    others.removeAll(visited(reweighting, near, visitor));
                }
            }
        }
        return others;
    }

    private static boolean isNear(double weight, double least) {
        return weight > least && weight <= FURTHEST * least;
    }

    /** Visits those of some members that can be reweighted, and returns them. */
    private List<Integer> visited(Reweighting reweighting, List<Integer> members, Visitor visitor) {
        List<WeightedEquations> problems = members.stream().map(this::weighted).toList();
        double[][] norms = WeightedEquations.norms(problems, orders);
        List<Integer> visited = new ArrayList<>();
        for (int i = 0; i < norms.length; i++) {
            List<Factor> factors = reweighting.factors(problems.get(i), norms[i]);
            if (!factors.isEmpty()) {
                try (NestedFactorisation factorisation = new NestedFactorisation(problems.get(i), factors)) {
                    visitor.visit(members.get(i), factorisation);
                }
                visited.add(members.get(i));
            }
        }
        return visited;
    }

    private WeightedEquations weighted(int member) {
        return equations.weighted(weights.get(member), ridge);
    }

    /** The only kind in which the weights differ; -1 if there is none, or an update is not possible. */
    private int differing() {
        int[] kinds = IntStream.range(0, equations.kinds())
                .filter(kind -> ofKind(kind).distinct().count() > 1)
                .toArray();
        boolean possible = kinds.length == 1
                && ridge == 0
                && equations.counted()
                && ofKind(kinds[0]).allMatch(weight -> weight > 0);
        return possible ? kinds[0] : -1;
    }

    private DoubleStream ofKind(int kind) {
        return weights.stream().mapToDouble(member -> member[kind]);
    }

    private int smallest(int kind) {
        return IntStream.range(0, weights.size())
                .boxed()
                .min(Comparator.comparingDouble(member -> weights.get(member)[kind]))
                .orElseThrow();
    }
}
