package org.potsweep.test.benchmark.sweep;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapModel;
import org.potsweep.descriptors.SnapParameters;

/**
 * A labelled data set as {@code potsweep run} reads it: one extended XYZ file a level, so that the reader takes them in
 * parallel.
 *
 * @param twojmax of the hidden model
 */
record SyntheticData(long seed, int configurations, int atoms, List<String> species, int levels, int twojmax) {
    private static final int BATCH = 256;
    private static final int DRIFT_TWOJMAX = 4;

    /** The truth behind the labels. */
    SnapModel truth() {
        return HiddenModel.truth(seed, snap(), structures());
    }

    private SnapParameters snap() {
        return Labeller.snap(twojmax, species);
    }

    BerylliumLike structures() {
        return new BerylliumLike(seed, atoms, species);
    }

    static Path file(Path folder, int level) {
        return folder.resolve("level-" + (level + 1) + ".xyz");
    }

    /** Writes level-1.xyz and so on; what is written does not depend on the number of threads. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        SnapModel truth = truth();
        SnapModel drift =
                HiddenModel.drift(seed, Labeller.snap(Math.min(DRIFT_TWOJMAX, twojmax), species), structures());
        Queue<Labeller> idle = new ConcurrentLinkedQueue<>();
        List<OutputStream> files = new ArrayList<>();
        try {
            for (int level = 0; level < levels; level++) {
                files.add(Files.newOutputStream(file(folder, level)));
            }
            for (int first = 0; first < configurations; first += BATCH) {
                List<byte[][]> frames = IntStream.range(first, Math.min(configurations, first + BATCH))
                        .parallel()
                        .mapToObj(index -> frames(index, idle, truth, drift))
                        .toList();
                for (byte[][] frame : frames) {
                    for (int level = 0; level < levels; level++) {
                        files.get(level).write(frame[level]);
                    }
                }
            }
        } finally {
            idle.forEach(Labeller::close);
            for (OutputStream file : files) {
                file.close();
            }
        }
    }

    private byte[][] frames(int index, Queue<Labeller> idle, SnapModel truth, SnapModel drift) {
        AtomicConfiguration configuration = structures().structure(index);
        Labeller labeller = idle.poll();
        if (labeller == null) {
            labeller = new Labeller(seed, new SyntheticLevels(levels), truth, drift);
        }
        Labeller.Labels[] labels = labeller.labels(index, configuration);
        idle.add(labeller);
        byte[][] frames = new byte[levels][];
        for (int level = 0; level < levels; level++) {
            frames[level] = frame(index, configuration, labels[level]).getBytes(StandardCharsets.US_ASCII);
        }
        return frames;
    }

    private static String frame(int index, AtomicConfiguration configuration, Labeller.Labels labels) {
        StringBuilder text = new StringBuilder(100 * configuration.natoms() + 400);
        text.append(configuration.natoms()).append("\nLattice=\"");
        double[] lattice = configuration.cell().lattice();
        for (int i = 0; i < lattice.length; i++) {
            fixed(text.append(i == 0 ? "" : " "), lattice[i], 8);
        }
        text.append("\" Properties=species:S:1:pos:R:3:forces:R:3 pbc=\"T T T\" config_id=")
                .append(configuration.id())
                .append(" group=")
                .append(BerylliumLike.order(index).name().toLowerCase(Locale.ROOT))
                .append(" energy=");
        fixed(text, labels.energy(), 8);
        fixed(text.append(" cost_seconds="), labels.seconds(), 3);
        text.append('\n');
        for (int atom = 0; atom < configuration.natoms(); atom++) {
            text.append(configuration.species(atom));
            for (int axis = 0; axis < 3; axis++) {
                fixed(text.append(' '), configuration.position(atom, axis), 8);
            }
            for (int axis = 0; axis < 3; axis++) {
                fixed(text.append(' '), labels.forces()[3 * atom + axis], 8);
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Decimal digits without an exponent: Java's own formatting would take most of the time. */
    static void fixed(StringBuilder text, double value, int digits) {
        long power = 1;
        for (int d = 0; d < digits; d++) {
            power *= 10;
        }
        long scaled = Math.round(Math.abs(value) * power);
        text.append(value < 0 && scaled > 0 ? "-" : "").append(scaled / power).append('.');
        for (long below = power / 10; below > 0; below /= 10) {
            text.append((char) ('0' + scaled / below % 10));
        }
    }
}
