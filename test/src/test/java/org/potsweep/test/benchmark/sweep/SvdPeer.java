package org.potsweep.test.benchmark.sweep;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.bytedeco.openblas.global.openblas;

/**
 * The beryllium study's way on the same rows, orderings and machine: for each (ordering, size, weight, 2Jmax) one dense
 * SVD of the weighted rows with OpenBLAS on all cores, its pseudo-inverse used for every level, and errors on training
 * and test set from explicit predictions. Leverage takes one more SVD, of the training rows, for each 2Jmax.
 *
 * <p>Timed are the SVD, the coefficients and the predictions; copying rows into LAPACK's order is not, and rows are
 * computed once. An SVD's time depends on its shape, hence a sample of the cells of each (size, 2Jmax) may be timed; the
 * others count as its mean.
 */
final class SvdPeer {
    private final Design design;
    private final SweepRun run;
    private final RowStore rows;
    private final List<String> train;
    private final List<RowStore.Member> test;
    private final int sample;
    private final PrintStream out;
    private double worst;
    private int compared;

    /**
     * @param train ids of the training set
     * @param sample cells of a (size, 2Jmax) that are timed; 0 for all
     */
    SvdPeer(Design design, SweepRun run, RowStore rows, List<String> train, int sample, PrintStream out) {
        this.design = design;
        this.run = run;
        this.rows = rows;
        this.train = train;
        this.test = rows.without(Set.copyOf(train));
        this.sample = sample;
        this.out = out;
    }

    /** A least-squares problem that all levels share. */
    private record Cell(String ordering, int size, double eweight, int twojmax) {
        static Cell of(Row row) {
            return new Cell(
                    row.getAs("ordering_id"),
                    row.<Integer>getAs("subset_size"),
                    row.<Double>getAs("energy_weight"),
                    row.<Integer>getAs("twojmax"));
        }
    }

    /** Seconds of all cells; prints what was measured and what stands for the rest. */
    double seconds() {
        Map<Cell, List<Row>> cells = new HashMap<>();
        run.results()
                .forEach(row -> cells.computeIfAbsent(Cell.of(row), cell -> new ArrayList<>())
                        .add(row));
        openblas.blas_set_num_threads(design.threads());
        double total = 0;
        double measured = 0;
        try {
            for (int twojmax : design.twojmax()) {
                int columns = rows.columns().count(twojmax);
                try (DenseRows trainRows = DenseRows.of(rows.of(train), columns, 1);
                        DenseRows testRows = DenseRows.of(test, columns, 1)) {
                    for (int size : design.sizes()) {
                        List<Cell> alike = cells.keySet().stream()
                                .filter(cell -> cell.size() == size && cell.twojmax() == twojmax)
                                .sorted(Comparator.comparing(Cell::toString))
                                .toList();
                        int count = sample == 0 ? alike.size() : Math.min(sample, alike.size());
                        double seconds = 0;
                        double fastest = Double.POSITIVE_INFINITY;
                        double slowest = 0;
                        for (Cell cell : alike.subList(0, count)) {
                            double own = time(cell, cells.get(cell), trainRows, testRows);
                            seconds += own;
                            fastest = Math.min(fastest, own);
                            slowest = Math.max(slowest, own);
                        }
                        measured += seconds;
                        total += seconds / count * alike.size();
                        out.printf(
                                Locale.ROOT,
                                "    2Jmax %2d, %4d structures: %8.3f to %.3f s a cell, %d of %d cells measured%n",
                                twojmax,
                                size,
                                fastest,
                                slowest,
                                count,
                                alike.size());
                    }
                }
                double scores = leverage(columns);
                measured += scores;
                total += scores;
            }
        } finally {
            openblas.blas_set_num_threads(1);
        }
        out.printf(
                Locale.ROOT,
                "    measured %.1f s, extrapolated to all cells %.1f s; test errors of %d Cholesky models differ from the"
                        + " sweep's by at most %.1e%n",
                measured,
                total,
                compared,
                worst);
        return total;
    }

    private double time(Cell cell, List<Row> results, DenseRows trainRows, DenseRows testRows) {
        List<String> subset = run.orderings().get(cell.ordering()).subList(0, cell.size());
        try (DenseRows weighted = DenseRows.of(rows.of(subset), trainRows.columns(), cell.eweight())) {
            long start = System.nanoTime();
            double[] coefficients = PseudoInverse.fit(weighted);
            PseudoInverse.errors(trainRows, energies(rows.of(train)), coefficients);
            double[][] errors = PseudoInverse.errors(testRows, energies(test), coefficients);
            double seconds = (System.nanoTime() - start) * 1e-9;
            results.forEach(row -> compare(row, errors));
            return seconds;
        }
    }

    private static boolean[] energies(List<RowStore.Member> members) {
        boolean[] energies =
                new boolean[members.stream().mapToInt(RowStore.Member::count).sum()];
        int row = 0;
        for (RowStore.Member member : members) {
            energies[row] = true;
            row += member.count();
        }
        return energies;
    }

    /** Minimum-norm models are left out: the two ways measure the norm differently. */
    private void compare(Row row, double[][] errors) {
        if (!row.<String>getAs("method").equals("cholesky")) {
            return;
        }
        double[] own = errors[Integer.parseInt(row.getAs("level")) - 1];
        double energy = row.<Double>getAs("test_energy_rmse_mev_per_atom") / 1000;
        double force = row.<Double>getAs("test_force_rmse_mev_per_angstrom") / 1000;
        worst = Math.max(worst, Math.max(Math.abs(energy / own[0] - 1), Math.abs(force / own[1] - 1)));
        compared++;
    }

    /** Seconds of the SVD that leverage scores at one 2Jmax are taken from; 0 without leverage. */
    private double leverage(int columns) {
        if (design.strategies().stream().noneMatch(strategy -> strategy.contains("leverage"))) {
            return 0;
        }
        try (DenseRows weighted = DenseRows.of(rows.of(train), columns, 150)) {
            long start = System.nanoTime();
            PseudoInverse.fit(weighted);
            return (System.nanoTime() - start) * 1e-9;
        }
    }
}
