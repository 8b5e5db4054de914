package org.potsweep.test.benchmark.sweep;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.linalg.distributed.RowMatrix;
import org.apache.spark.storage.StorageLevel;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapRows;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.TiledProduct;

/**
 * MLlib's {@code RowMatrix.computeGramianMatrix} with the BLAS that it finds by itself, Java's, on the same rows, beside
 * {@link PanelGram}. Rows are in memory before either begins.
 */
final class MllibPeer {

    private MllibPeer() {}

    /** Prints both times; a Spark context must not be open. */
    static void compare(
            Design design,
            SnapParameters snap,
            List<AtomicConfiguration> configurations,
            RowStore rows,
            PrintStream out) {
        int p = rows.columns().count();
        List<RowStore.Member> members =
                rows.of(configurations.stream().map(AtomicConfiguration::id).toList());
        PanelGram.of(members.subList(0, 1), p, TiledProduct.PANEL, design.threads())
                .close();
        long start = System.nanoTime();
        try (NativeMatrix ours = PanelGram.of(members, p, TiledProduct.PANEL, design.threads())) {
            double panels = (System.nanoTime() - start) * 1e-9;
            Gram mllib = mllib(design, snap, configurations);
            long count = members.stream().mapToInt(RowStore.Member::count).sum();
            double gigaflop = (double) count * p * p * 1e-9;
            out.printf(
                    Locale.ROOT,
                    "  Gram product of %d rows of %d columns in memory, %d threads:%n"
                            + "    MLlib %.2f s (%.1f GFlop/s), panels and dsyrk %.3f s (%.1f GFlop/s): %.1f times;"
                            + " largest difference %.1e of the largest entry%n",
                    count,
                    p,
                    design.threads(),
                    mllib.seconds,
                    gigaflop / mllib.seconds,
                    panels,
                    gigaflop / panels,
                    mllib.seconds / panels,
                    difference(ours, mllib.matrix, p));
        }
    }

    private record Gram(Matrix matrix, double seconds) {}

    private static Gram mllib(Design design, SnapParameters snap, List<AtomicConfiguration> configurations) {
        SparkConf conf = new SparkConf()
                .setMaster(design.master())
                .setAppName("MLlib")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.driver.maxResultSize", "0");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            JavaRDD<Vector> vectors = spark.parallelize(configurations, design.threads())
                    .mapPartitions(part -> {
                        List<Vector> list = new ArrayList<>();
                        try (SnapRows calculator = new SnapRows(snap)) {
                            part.forEachRemaining(configuration -> addRows(calculator, configuration, list));
                        }
                        return list.iterator();
                    })
                    .persist(StorageLevel.MEMORY_ONLY());
            vectors.count(); // computes the rows, and keeps them
            RowMatrix matrix = new RowMatrix(vectors.rdd());
            matrix.numCols();
            long start = System.nanoTime();
            Matrix gram = matrix.computeGramianMatrix();
            return new Gram(gram, (System.nanoTime() - start) * 1e-9);
        }
    }

    private static void addRows(SnapRows calculator, AtomicConfiguration configuration, List<Vector> list) {
        int p = calculator.columns().count();
        int count = 1 + 3 * configuration.natoms();
        double[] rows = new double[count * p];
        calculator.rows(configuration, rows, 0, p);
        for (int r = 0; r < count; r++) {
            list.add(Vectors.dense(Arrays.copyOfRange(rows, r * p, (r + 1) * p)));
        }
    }

    private static double difference(NativeMatrix ours, Matrix theirs, int p) {
        double largest = 0;
        double difference = 0;
        for (int c = 0; c < p; c++) {
            for (int r = c; r < p; r++) {
                largest = Math.max(largest, Math.abs(theirs.apply(r, c)));
                difference = Math.max(difference, Math.abs(theirs.apply(r, c) - ours.get(r, c)));
            }
        }
        return difference / largest;
    }
}
