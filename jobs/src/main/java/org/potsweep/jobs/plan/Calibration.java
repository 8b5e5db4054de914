package org.potsweep.jobs.plan;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapRows;
import org.potsweep.jobs.dataset.LabelledDataset;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.solver.Blas;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.NestedFactorisation;
import org.potsweep.solver.NormalEquations;
import org.potsweep.solver.TileGrid;
import org.potsweep.solver.TiledProduct;

/**
 * How fast a core of this machine is at what a sweep does, if it does nothing else: processor time counts.
 *
 * @param atomSeconds the force rows of an atom, at the widest descriptor variant
 * @param energyAtomSeconds the energy rows alone
 * @param products flops a second of sums of products, panels of 512 rows at a time
 * @param factorisations flops a second of p^3/3, with the matrix put together and its condition estimated
 * @param fallbacks flops a second of minimum-norm fits
 * @param errors flops a second of a symmetric product with a few dozen columns
 * @param substitutions flops a second of p^2 for a single row, which memory bounds
 */
public record Calibration(
        double atomSeconds,
        double energyAtomSeconds,
        double products,
        double factorisations,
        double fallbacks,
        double errors,
        double substitutions) {

    /** Speeds of a core that does well, to tell whether a calibration is worth its two seconds. */
    public static final Calibration TYPICAL = new Calibration(5e-4, 1e-4, 5e10, 3e10, 3e10, 3e10, 2e9);

    private static final int MOST_PRODUCT_COLUMNS = 4096;
    private static final int MOST_SOLVED_COLUMNS = 2048;
    private static final int MOST_FALLBACK_COLUMNS = 800;
    private static final int ERROR_COLUMNS = 36;
    private static final long SAMPLE_NUMBERS = 4_000_000;
    private static final int MOST_SAMPLE = 64;

    /** Measures for about two seconds; on one core, after a warm-up. */
    public static Calibration measure(FactorialDesign design, LabelledDataset dataset, int tileColumns) {
        SnapParameters widest = design.descriptors().get(0);
        int columns = design.columns(0).widest();
        for (int d = 1; d < design.descriptors().size(); d++) {
            if (design.columns(d).widest() > columns) {
                columns = design.columns(d).widest();
                widest = design.descriptors().get(d);
            }
        }
        List<AtomicConfiguration> sample = sample(dataset, columns);
        double atoms = sample.stream().mapToInt(AtomicConfiguration::natoms).sum();
        try (SnapRows rows = new SnapRows(widest)) {
            int stride = rows.columns().count();
            double[] out = new double[Math.toIntExact(rowsOf(sample) * stride)];
            double full = seconds(1.0, () -> rows.rows(sample, out, 0, stride));
            double energies = seconds(0.2, () -> rows.energyRows(sample, out, 0, stride));
            return new Calibration(
                    full / atoms,
                    energies / atoms,
                    products(columns, tileColumns),
                    factorisations(Math.min(columns, MOST_SOLVED_COLUMNS)),
                    fallbacks(Math.min(columns, MOST_FALLBACK_COLUMNS)),
                    2 * symmetric(Math.min(columns, MOST_SOLVED_COLUMNS), ERROR_COLUMNS),
                    symmetric(Math.min(columns, MOST_SOLVED_COLUMNS), 1));
        }
    }

    private static long rowsOf(List<AtomicConfiguration> sample) {
        return sample.stream()
                .mapToLong(configuration -> 1 + 3L * configuration.natoms())
                .sum();
    }

    /** Configurations spread evenly over the dataset: as many as make a block of rows, about. */
    private static List<AtomicConfiguration> sample(LabelledDataset dataset, int columns) {
        List<AtomicConfiguration> sample = spread(dataset, 2);
        long most = SAMPLE_NUMBERS * sample.size() / columns / rowsOf(sample);
        return spread(dataset, (int) Math.max(1, Math.min(most, MOST_SAMPLE)));
    }

    private static List<AtomicConfiguration> spread(LabelledDataset dataset, int most) {
        int count = Math.min(most, dataset.configurations().size());
        return IntStream.range(0, count)
                .mapToObj(i -> dataset.configurations()
                        .get((int) ((long) i * dataset.configurations().size() / count))
                        .configuration())
                .toList();
    }

    private static double products(int columns, int tileColumns) {
        int order = Math.min(columns, MOST_PRODUCT_COLUMNS);
        try (NativeMatrix panel = random(order, TiledProduct.PANEL);
                TiledProduct sum = new TiledProduct(TileGrid.even(order, tileColumns))) {
            return (double) TiledProduct.PANEL * order * order / seconds(0.2, () -> sum.add(panel, TiledProduct.PANEL));
        }
    }

    private static double factorisations(int columns) {
        try (NormalEquations equations = equations(columns, columns + columns / 4)) {
            return PlannedWork.cholesky(columns) / seconds(0.2, () -> factorise(equations));
        }
    }

    private static double fallbacks(int columns) {
        int rows = Math.max(1, columns / 2);
        try (NormalEquations equations = equations(columns, rows)) {
            return PlannedWork.minimumNorm(columns, rows) / seconds(0.2, () -> factorise(equations));
        }
    }

    /** Entries times columns a second, of a symmetric matrix times some columns. */
    private static double symmetric(int order, int count) {
        try (NativeMatrix matrix = random(order, order);
                NativeMatrix b = random(order, count);
                NativeMatrix product = new NativeMatrix(order, count)) {
            return (double) order
                    * order
                    * count
                    / seconds(0.1, () -> Blas.multiplySymmetric(order, count, matrix, b, product));
        }
    }

    private static void factorise(NormalEquations equations) {
        new NestedFactorisation(equations.weighted(new double[] {1, 1}, 0), equations.columns()).close();
    }

    /** Products of random rows and of no others, two kinds of them, as if there were energies and forces. */
    private static NormalEquations equations(int columns, int rows) {
        NativeMatrix energies = new NativeMatrix(columns + 1, columns + 1);
        NativeMatrix forces = new NativeMatrix(columns + 1, columns + 1);
        try (NativeMatrix x = random(columns + 1, rows)) {
            Blas.addOuterProduct(columns + 1, rows, x, forces);
        }
        return new NormalEquations(0, energies, forces);
    }

    private static NativeMatrix random(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows);
        NativeMatrix matrix = new NativeMatrix(rows, columns);
        double[] column = new double[rows];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                column[i] = random.nextDouble() - 0.5;
            }
            matrix.write(0, j, column, 0, rows);
        }
        return matrix;
    }

    /** Processor seconds that some work takes: repeated for so long, the faster half of the calls counts. */
    private static double seconds(double budget, Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] taken = new double[1000];
        int calls = 0;
        for (double spent = 0; calls < 2 || spent < budget && calls < taken.length; calls++) {
            long start = threads.getCurrentThreadCpuTime();
            work.run();
            taken[calls] = (threads.getCurrentThreadCpuTime() - start) * 1e-9;
            spent += taken[calls];
        }
        return IntStream.range(0, calls)
                .mapToDouble(i -> taken[i])
                .sorted()
                .limit((calls + 1) / 2)
                .average()
                .orElseThrow();
    }
}
