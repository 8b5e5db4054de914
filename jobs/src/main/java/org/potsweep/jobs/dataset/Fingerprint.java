package org.potsweep.jobs.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.potsweep.descriptors.AtomicConfiguration;

/** The canonical bytes of a dataset: every text and array goes in with its length, every number as its bits. */
final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(LabelledDataset dataset) {
        Fingerprint fingerprint = new Fingerprint();
        List<Integer> levelsByName = IntStream.range(0, dataset.levels().size())
                .boxed()
                .sorted(Comparator.comparing(
                        (Integer level) -> dataset.levels().get(level).name()))
                .toList();
        fingerprint.count(levelsByName.size());
        levelsByName.forEach(
                level -> fingerprint.text(dataset.levels().get(level).name()));
        fingerprint.count(dataset.configurations().size());
        for (LabelledConfiguration configuration : dataset.configurations()) {
            fingerprint.structure(configuration);
            levelsByName.forEach(level -> fingerprint.labels(configuration, level));
        }
        return HexFormat.of().formatHex(fingerprint.digest.digest());
    }

    private void structure(LabelledConfiguration labelled) {
        AtomicConfiguration configuration = labelled.configuration();
        text(configuration.id());
        text(labelled.group());
        count(configuration.natoms());
        for (int i = 0; i < configuration.natoms(); i++) {
            text(configuration.species(i));
        }
        numbers(configuration.cell().lattice());
        for (int v = 0; v < 3; v++) {
            count(configuration.cell().periodic(v) ? 1 : 0);
        }
        numbers(configuration.positions());
    }

    private void labels(LabelledConfiguration labelled, int level) {
        double[] stress = labelled.stressGpa(level);
        numbers(labelled.energyEv(level), labelled.costSeconds(level));
        numbers(labelled.forcesEvPerAngstrom(level));
        numbers(stress == null ? new double[0] : stress);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        count(bytes.length);
        digest.update(bytes);
    }

    private void count(int count) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, count));
    }

    private void numbers(double... numbers) {
        count(numbers.length);
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
        for (double number : numbers) {
            // Adding zero makes -0 and 0 the same; the bits of every NaN are.
            bytes.putLong(Double.doubleToLongBits(number + 0.0));
        }
        digest.update(bytes.flip());
    }
}
