package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.FitWeights;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.solver.Factor;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.NestedFactorisation;
import org.potsweep.solver.NormalEquations;

/** Solves all cells of one subset: one factorisation a weight, levels as right-hand sides, twojmax as blocks. */
final class CellSolver {
    private final FactorialDesign design;
    private final NormalEquations train;
    private final NormalEquations test;
    private final Map<SystemKey, Correction> corrections;

    /**
     * @param corrections empty to solve every system; otherwise only the systems in it are solved, and corrected with
     *     their gradients of explicit residuals
     */
    CellSolver(
            FactorialDesign design,
            NormalEquations train,
            NormalEquations test,
            Map<SystemKey, Correction> corrections) {
        this.design = design;
        this.train = train;
        this.test = test;
        this.corrections = corrections;
    }

    /** Whether any system of a subset is to be solved. */
    boolean concerns(int ordering, int size) {
        return corrections.isEmpty()
                || corrections.keySet().stream().anyMatch(key -> key.ordering() == ordering && key.size() == size);
    }

    /**
     * Fits the cells of a subset.
     *
     * @param index index of the ordering in the sweep
     * @param size index of the subset size
     * @param subset normal equations of the subset
     */
    List<SolvedCell> solve(Ordering ordering, int index, int size, NormalEquations subset) {
        int[] served = design.served(ordering);
        List<SolvedCell> cells = new ArrayList<>();
        for (int weights = 0; weights < design.weights().size(); weights++) {
            List<SystemKey> systems = new ArrayList<>();
            for (int twojmax : served) {
                systems.add(new SystemKey(index, size, weights, twojmax));
            }
            if (corrections.isEmpty() || systems.stream().anyMatch(corrections::containsKey)) {
                solve(systems, subset, cells);
            }
        }
        return withErrors(cells, subset);
    }

    /**
     * Fits the cells of one combination of weights. To correct some systems, all are factorised as they were before, so
     * that each is solved by the method that it was solved by.
     */
    private void solve(List<SystemKey> systems, NormalEquations subset, List<SolvedCell> cells) {
        FitWeights fit = design.weights().get(systems.get(0).weights());
        int[] orders = systems.stream()
                .mapToInt(system -> design.columns().get(system.twojmax()))
                .toArray();
        try (NestedFactorisation factorisation =
                new NestedFactorisation(subset.weighted(fit.byKind(), fit.ridge()), orders)) {
            for (int block = 0; block < orders.length; block++) {
                SystemKey system = systems.get(block);
                Correction correction = corrections.get(system);
                if (corrections.isEmpty()) {
                    try (NativeMatrix b = factorisation.coefficients(block)) {
                        addCells(cells, system, factorisation.factor(block), b, false);
                    }
                } else if (correction != null) {
                    try (NativeMatrix b =
                            factorisation.corrected(block, correction.coefficients(), correction.gradient())) {
                        addCells(cells, system, factorisation.factor(block), b, true);
                    }
                }
            }
        }
    }

    private void addCells(List<SolvedCell> cells, SystemKey system, Factor factor, NativeMatrix b, boolean refined) {
        for (int level = 0; level < b.columns(); level++) {
            double[] coefficients = new double[factor.order()];
            b.read(0, level, coefficients, 0, coefficients.length);
            cells.add(new SolvedCell(
                    new DesignCell(system.ordering(), system.size(), system.weights(), system.twojmax(), level),
                    factor.rank(),
                    factor.condition(),
                    factor.method().label(),
                    refined,
                    coefficients,
                    ErrorSums.empty(),
                    false));
        }
    }

    /** Errors from the products, a batch of cells of one twojmax at a time. */
    private List<SolvedCell> withErrors(List<SolvedCell> cells, NormalEquations subset) {
        List<SolvedCell> done = new ArrayList<>();
        for (int j = 0; j < design.twojmax().size(); j++) {
            int twojmax = j;
            List<SolvedCell> batch = cells.stream()
                    .filter(cell -> cell.cell().twojmax() == twojmax)
                    .toList();
            if (batch.isEmpty()) {
                continue;
            }
            ProductErrors errors = new ProductErrors(design.referenceLevel(), batch);
            errors.add(RowSet.SUBSET, subset);
            errors.add(RowSet.TRAIN, train);
            errors.add(RowSet.TEST, test);
            done.addAll(errors.finish());
        }
        return done;
    }
}
