package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.ModelColumns;
import org.potsweep.solver.Factor;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.NestedFactorisation;
import org.potsweep.solver.WeightSeries;

/** Solves the cells of one subset: weights in series, levels as right-hand sides, model sizes as leading blocks. */
final class CellSolver {
    private static final int EVERY_SET = (1 << RowSet.values().length) - 1;

    private final FactorialDesign design;
    private final int descriptor;
    private final ModelColumns columns;
    private final boolean weighted;
    private final Map<SystemKey, Correction> corrections;

    /**
     * @param descriptor index of the descriptor variant
     * @param weighted whether single configurations have weights: products then do not tell errors
     * @param corrections empty to solve every system; otherwise only the systems in it are solved, and corrected with
     *     their gradients of explicit residuals
     */
    CellSolver(
            FactorialDesign design,
            int descriptor,
            ModelColumns columns,
            boolean weighted,
            Map<SystemKey, Correction> corrections) {
        this.design = design;
        this.descriptor = descriptor;
        this.columns = columns;
        this.weighted = weighted;
        this.corrections = corrections;
    }

    /** Whether any system of a subset is to be solved. */
    boolean concerns(int ordering, int size) {
        return corrections.isEmpty()
                || corrections.keySet().stream().anyMatch(key -> key.ordering() == ordering && key.size() == size);
    }

    /**
     * Fits the cells of a subset whose models are of one form.
     *
     * @param ordering index of the ordering in the sweep
     * @param size index of the subset size
     * @param shapes indices of the model sizes, ascending; the columns of each are leading ones of the equations
     */
    List<SolvedCell> solve(int ordering, int size, int[] shapes, SubsetEquations equations) {
        List<Solution> solutions = new ArrayList<>();
        int[] orders = IntStream.of(shapes).map(columns::count).toArray();
        for (List<Integer> members : design.weightSeries()) {
            List<double[]> weights = members.stream()
                    .map(member -> design.weights().get(member).byKind(design.kinds()))
                    .toList();
            double ridge = design.weights().get(members.get(0)).ridge();
            List<List<SystemKey>> systems = members.stream()
                    .map(member -> systems(ordering, size, member, shapes))
                    .toList();
            new WeightSeries(equations.subset(), weights, ridge, orders)
                    .forEach(
                            member -> isWanted(systems.get(member)),
                            (member, factorisation) -> solve(systems.get(member), factorisation, solutions));
        }
        return withErrors(solutions, shapes, equations);
    }

    private static List<SystemKey> systems(int ordering, int size, int weights, int[] shapes) {
        return IntStream.of(shapes)
                .mapToObj(shape -> new SystemKey(ordering, size, weights, shape))
                .toList();
    }

    private boolean isWanted(List<SystemKey> systems) {
        return corrections.isEmpty() || systems.stream().anyMatch(corrections::containsKey);
    }

    /**
     * Fits the cells of one combination of weights. To correct some systems, all are factorised as they were before, so
     * that each is solved by the method that it was solved by.
     */
    private void solve(List<SystemKey> systems, NestedFactorisation factorisation, List<Solution> solutions) {
        for (int block = 0; block < systems.size(); block++) {
            if (corrections.isEmpty()) {
                fit(factorisation, block, systems.get(block), solutions);
            } else if (corrections.containsKey(systems.get(block))) {
                refine(factorisation, block, systems.get(block), solutions);
            }
        }
    }

    /** Above a certain sensitivity with a step of refinement from the products, which tells what rounding did. */
    private void fit(NestedFactorisation factorisation, int block, SystemKey system, List<Solution> solutions) {
        Factor factor = factorisation.factor(block);
        try (NativeMatrix b = factorisation.coefficients(block)) {
            if (factor.sensitivity() <= SolveStages.REFINE_ABOVE) {
                add(solutions, system, factor, b, null);
                return;
            }
            try (NativeMatrix better = factorisation.corrected(block, b)) {
                add(solutions, system, factor, better, b);
            }
        }
    }

    private void refine(NestedFactorisation factorisation, int block, SystemKey system, List<Solution> solutions) {
        Correction correction = corrections.get(system);
        try (NativeMatrix b = factorisation.corrected(block, correction.coefficients(), correction.gradient())) {
            add(solutions, system, factorisation.factor(block), b, null);
        }
    }

    /** @param before the coefficients before a step from the products, or null */
    private void add(List<Solution> solutions, SystemKey system, Factor factor, NativeMatrix b, NativeMatrix before) {
        boolean refined = !corrections.isEmpty();
        for (int level : design.fitted()) {
            double[] coefficients = new double[factor.order()];
            b.read(0, level, coefficients, 0, coefficients.length);
            DesignCell cell = new DesignCell(
                    descriptor, system.ordering(), system.size(), system.weights(), system.shape(), level);
            FittedModel model = new FittedModel(
                    cell, factor.rank(), factor.condition(), factor.method().label(), refined, coefficients);
            solutions.add(new Solution(model, before == null ? null : difference(before, level, coefficients)));
        }
    }

    private static double[] difference(NativeMatrix before, int level, double[] coefficients) {
        double[] step = new double[coefficients.length];
        before.read(0, level, step, 0, step.length);
        for (int i = 0; i < step.length; i++) {
            step[i] = coefficients[i] - step[i];
        }
        return step;
    }

    /** Errors from the products, the models of one size at a time. */
    private List<SolvedCell> withErrors(List<Solution> solutions, int[] shapes, SubsetEquations equations) {
        List<SolvedCell> done = new ArrayList<>();
        for (int shape : shapes) {
            List<Solution> batch = solutions.stream()
                    .filter(solution -> solution.model().cell().shape() == shape)
                    .toList();
            if (batch.isEmpty()) {
                continue;
            }
            if (weighted) {
                batch.forEach(solution -> done.add(new SolvedCell(
                        solution.model(),
                        new ErrorSums(new double[ErrorSums.LENGTH]),
                        EVERY_SET,
                        solution.step() != null)));
                continue;
            }
            ProductErrors errors = new ProductErrors(design.referenceLevel(), batch);
            if (equations.train() == equations.subset()) {
                errors.add(equations.train(), RowSet.SUBSET, RowSet.TRAIN);
            } else {
                errors.add(equations.subset(), RowSet.SUBSET);
                errors.add(equations.train(), RowSet.TRAIN);
            }
            errors.add(equations.test(), RowSet.TEST);
            done.addAll(errors.finish());
        }
        return done;
    }
}
