package org.potsweep.jobs.dataset;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SimulationCell;

/**
 * Writes structures as extended XYZ that {@link ExtendedXyz} and ASE read back to the last bit: every number is written
 * with the digits that tell it from its neighbours.
 */
public final class ExtendedXyzWriter {
    private ExtendedXyzWriter() {}

    /**
     * Writes one frame: Lattice (where there is a box), pbc, Properties, its id, and its group (where there is one).
     *
     * @throws IOException as {@code out} does
     */
    public static void write(LabelledConfiguration labelled, String idKey, String groupKey, Appendable out)
            throws IOException {
        AtomicConfiguration configuration = labelled.configuration();
        out.append(Integer.toString(configuration.natoms())).append('\n');
        String names =
                key(idKey, configuration.id()) + (labelled.group().isEmpty() ? "" : key(groupKey, labelled.group()));
        out.append(comment(configuration, names)).append('\n');
        for (int i = 0; i < configuration.natoms(); i++) {
            out.append(configuration.species(i));
            for (int axis = 0; axis < 3; axis++) {
                out.append(' ').append(Double.toString(configuration.position(i, axis)));
            }
            out.append('\n');
        }
    }

    private static String comment(AtomicConfiguration configuration, String names) {
        SimulationCell cell = configuration.cell();
        double[] lattice = cell.lattice();
        StringBuilder comment = new StringBuilder();
        if (Arrays.stream(lattice).anyMatch(component -> component != 0)) {
            String components =
                    Arrays.stream(lattice).mapToObj(Double::toString).collect(Collectors.joining(" "));
            comment.append("Lattice=\"").append(components).append("\" ");
        }
        comment.append("Properties=species:S:1:pos:R:3").append(names).append(" pbc=\"");
        for (int vector = 0; vector < 3; vector++) {
            comment.append(vector == 0 ? "" : " ").append(cell.periodic(vector) ? 'T' : 'F');
        }
        return comment.append('"').toString();
    }

    private static String key(String key, String value) {
        return " " + key + "=" + quoted(value);
    }

    /** A value that is no bare word stands in quotes; a backslash goes before quotes and backslashes in it. */
    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9_.:/+-]+")
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
