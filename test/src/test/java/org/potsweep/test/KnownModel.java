package org.potsweep.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.Evaluation;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.SimulationCell;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapParameters.Element;
import org.potsweep.descriptors.SnapRows;

/**
 * Random structures of two elements whose labels are a quadratic SNAP model's own energies and forces: of one model at
 * the level "fine", of that and some more at the level "crude". Coefficients are in LAMMPS's order.
 */
final class KnownModel {
    static final int TWOJMAX = 4;
    static final SnapParameters SNAP = new SnapParameters(
            TWOJMAX,
            4.812302818,
            0.99363,
            0,
            List.of(new Element("Be", 0.417932, 0.959049), new Element("W", 0.5, 1)),
            true,
            true,
            false,
            true);
    private static final double ANGSTROM3_PER_ATOM = 12;
    private static final double CLOSEST_ANGSTROM = 1.7;

    private final Random random = new Random(20260714);
    private final List<AtomicConfiguration> configurations = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();
    private final double[] norms;
    private final double[] fine;
    private final double[] crude;

    /** @param count number of structures, of 2 to 6 atoms */
    KnownModel(int count) {
        try (SnapRows calculator = new SnapRows(SNAP)) {
            for (int c = 0; c < count; c++) {
                AtomicConfiguration configuration = structure("random-%04d".formatted(c), 2 + c % 5);
                configurations.add(configuration);
                rows.add(ExplicitRows.rows(calculator, TWOJMAX, configuration));
            }
            norms = new double[calculator.columns().count()];
        }
        for (double[] block : rows) {
            for (int i = 0; i < block.length; i++) {
                norms[i % norms.length] += block[i] * block[i];
            }
        }
        Arrays.setAll(norms, c -> Math.sqrt(norms[c] / count));
        fine = coefficients(1);
        double[] perturbation = coefficients(0.05);
        crude = new double[fine.length];
        Arrays.setAll(crude, c -> fine[c] + perturbation[c]);
    }

    /** Coefficients with which every column contributes alike: columns span seven decades. */
    private double[] coefficients(double size) {
        return Arrays.stream(norms)
                .map(norm -> size * random.nextGaussian() / norm)
                .toArray();
    }

    private AtomicConfiguration structure(String id, int natoms) {
        double edge = Math.cbrt(ANGSTROM3_PER_ATOM * natoms);
        double[] lattice = new double[9];
        Arrays.setAll(lattice, i -> (i % 4 == 0 ? edge : 0) + 0.1 * edge * (random.nextDouble() - 0.5));
        double[] positions = new double[3 * natoms];
        for (int atom = 0; atom < natoms; ) {
            double[] fraction = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            for (int axis = 0; axis < 3; axis++) {
                positions[3 * atom + axis] =
                        fraction[0] * lattice[axis] + fraction[1] * lattice[3 + axis] + fraction[2] * lattice[6 + axis];
            }
            if (isFree(positions, atom, lattice)) {
                atom++;
            }
        }
        List<String> species = new ArrayList<>();
        for (int atom = 0; atom < natoms; atom++) {
            species.add(atom % 3 == 1 ? "W" : "Be");
        }
        boolean[] periodic = {true, true, true};
        return new AtomicConfiguration(id, new SimulationCell(lattice, periodic), species, positions);
    }

    /** Whether an atom keeps its distance from those before it and their nearest images. */
    private static boolean isFree(double[] positions, int atom, double[] lattice) {
        for (int other = 0; other < atom; other++) {
            for (int image = 0; image < 27; image++) {
                double square = 0;
                for (int axis = 0; axis < 3; axis++) {
                    double d = positions[3 * atom + axis]
                            - positions[3 * other + axis]
                            + (image % 3 - 1) * lattice[axis]
                            + (image / 3 % 3 - 1) * lattice[3 + axis]
                            + (image / 9 - 1) * lattice[6 + axis];
                    square += d * d;
                }
                if (square < CLOSEST_ANGSTROM * CLOSEST_ANGSTROM) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The coefficients behind a level's labels. */
    double[] coefficients(String level) {
        return level.equals("fine") ? fine : crude;
    }

    /** The largest deviation from the coefficients of a level, each in the units of its column's weight in the labels. */
    double largestDeviation(double[] coefficients, String level) {
        double largest = 0;
        for (int c = 0; c < norms.length; c++) {
            largest = Math.max(largest, norms[c] * Math.abs(coefficients[c] - coefficients(level)[c]));
        }
        return largest;
    }

    /**
     * Writes fine.xyz and crude.xyz.
     *
     * @param reference a potential on top of which the model stands: its energies and forces are added to the labels
     */
    void write(Path folder, ReferencePotential reference) throws IOException {
        for (String level : List.of("fine", "crude")) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < configurations.size(); c++) {
                double[] labels = labels(rows.get(c), coefficients(level));
                add(reference, configurations.get(c), labels);
                append(text, configurations.get(c), labels);
            }
            Files.writeString(folder.resolve(level + ".xyz"), text);
        }
    }

    private static double[] labels(double[] rows, double[] coefficients) {
        double[] labels = new double[rows.length / coefficients.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i / coefficients.length] += rows[i] * coefficients[i % coefficients.length];
        }
        return labels;
    }

    private static void add(ReferencePotential reference, AtomicConfiguration configuration, double[] labels) {
        if (reference.equals(ReferencePotential.NONE)) {
            return;
        }
        Evaluation added = reference.evaluate(configuration);
        labels[0] += added.energyEv() / configuration.natoms();
        double[] forces = added.forcesEvPerAngstrom();
        for (int i = 0; i < forces.length; i++) {
            labels[1 + i] += forces[i];
        }
    }

    private static void append(StringBuilder text, AtomicConfiguration configuration, double[] labels) {
        int natoms = configuration.natoms();
        String lattice = Arrays.stream(configuration.cell().lattice())
                .mapToObj(Double::toString)
                .collect(Collectors.joining(" "));
        text.append(natoms).append("\nLattice=\"").append(lattice);
        text.append("\" Properties=species:S:1:pos:R:3:forces:R:3 pbc=\"T T T\" config_id=");
        text.append(configuration.id())
                .append(" energy=")
                .append(natoms * labels[0])
                .append('\n');
        for (int atom = 0; atom < natoms; atom++) {
            text.append(configuration.species(atom));
            for (int axis = 0; axis < 3; axis++) {
                text.append(' ').append(configuration.position(atom, axis));
            }
            for (int axis = 0; axis < 3; axis++) {
                text.append(' ').append(labels[1 + 3 * atom + axis]);
            }
            text.append('\n');
        }
    }
}
