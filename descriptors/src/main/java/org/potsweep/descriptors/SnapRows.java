package org.potsweep.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Computes the rows that a configuration contributes to a SNAP fit. Holds mutable workspaces: use one instance a thread.
 *
 * <p>Energy and force rows times the coefficients are in eV/atom and eV/angstrom, stress rows in GPa.
 *
 * <p>Memory beside the caller's rows, in bytes, for K components, n neighbours and g neighbouring atoms an atom, and
 * {@code N} atoms (of one configuration, or up to 256 of several):
 * <ul>
 *   <li>always 36 N n for the neighbours, 12 N g for their groups and 8 N (K + 1) for the components;
 *   <li>for derivatives 8 min(64 G, max(G, 16e6)), where G = sum over blocks of (j+1)^2 x (components that depend on the
 *       block) is the size of an atom's gradients: 2.3 MB at twojmax 8, 6 MB at 10, 25 MB at 14, at most 128 MB with
 *       {@code chemflag};
 *   <li>for quadratic models 8 min(3 K N (g + 1), max(3 K (g + 1), 24e6)): the derivatives of the components, for as
 *       many targets at a time as fit into 24 million doubles (192 MB). Descriptors are computed anew for each such
 *       range, so this does not grow further with N (for strain the term g + 1 is N);
 *   <li>work space of lanes, some MB, that depends on twojmax and on the most neighbours of an atom only.
 * </ul>
 * The second and third are outside the Java heap. For 2,000 atoms of a metal at twojmax 8: 4 MB of neighbours, 1 MB of
 * components, and 160 MB where quadratic.
 */
public final class SnapRows implements AutoCloseable {
    /** GPa in an eV/angstrom^3. */
    private static final double GPA = 160.2176634;

    /** Doubles of derivatives that are kept at a time: a 2000-atom metal at twojmax 8 needs 20 million. */
    private static final long BUDGET = 24_000_000;

    /** Bytes outside of the Java heap that an object takes for large configurations, about. */
    public static final long WORK_BYTES = BUDGET * Double.BYTES;

    /** Atoms of the configurations that are computed together: enough for nearly all chunks of central atoms to be full. */
    private static final int TOGETHER = 256;

    private final SnapColumns columns;
    private final boolean quadraticflag;
    private final long budget;
    private final int components;

    /** The linear columns of each species, and their components. */
    private final int[][] linearColumn;

    private final int[][] linearComponent;
    private final boolean contiguous;
    private final int[] interceptColumn;
    private final BispectrumCalculator calculator;
    private final QuadraticProducts quadratic;

    public SnapRows(SnapParameters parameters) {
        this(parameters, BUDGET);
    }

    SnapRows(SnapParameters parameters, long budget) {
        this.budget = budget;
        columns = SnapColumns.of(parameters);
        quadraticflag = parameters.quadraticflag();
        calculator = new BispectrumCalculator(parameters);
        components = calculator.components();
        int species = parameters.elements().size();
        quadratic = new QuadraticProducts(components, species, columns);
        linearColumn = new int[species][];
        linearComponent = new int[species][];
        for (int s = 0; s < species; s++) {
            int index = s;
            linearColumn[s] = IntStream.range(0, columns.count())
                    .filter(c -> columns.column(c).species() == index)
                    .filter(c -> columns.column(c).b() == components
                            && columns.column(c).a() < components)
                    .toArray();
            linearComponent[s] = IntStream.of(linearColumn[s])
                    .map(c -> columns.column(c).a())
                    .toArray();
        }
        interceptColumn = IntStream.range(0, columns.count())
                .filter(c -> columns.column(c).a() == components)
                .toArray();
        int last = linearColumn[0].length - 1;
        contiguous = species == 1 && last == components - 1 && linearColumn[0][last] == linearColumn[0][0] + last;
    }

    /** Gives the memory outside the heap back at once, rather than when this object is collected. */
    @Override
    public void close() {
        calculator.close();
        quadratic.close();
    }

    public SnapColumns columns() {
        return columns;
    }

    /**
     * The energy row, (1/N) sum over atoms of phi(B), without derivatives.
     *
     * @param out receives {@code columns().count()} values from {@code offset}, in shell order
     * @throws IllegalArgumentException if a species is not in the parameters, or atoms coincide
     */
    public void energyRow(AtomicConfiguration configuration, double[] out, int offset) {
        energyRows(List.of(configuration), out, offset, columns.count());
    }

    /** The energy rows of some configurations, one below the other; otherwise as {@link #energyRow}. */
    public void energyRows(List<AtomicConfiguration> configurations, double[] out, int offset, int ld) {
        requireRoom(configurations, configurations.size(), out, offset, ld);
        int done = 0;
        for (List<AtomicConfiguration> group : groups(configurations)) {
            calculator.prepare(group);
            calculator.expand();
            for (int c = 0; c < group.size(); c++) {
                writeEnergy(c, out, offset + done++ * ld);
            }
        }
    }

    /**
     * The energy row and the 3N force rows, -sum over atoms i of d phi(B_i)/d r_k, for atom 1 x, y, z, atom 2 x, ...
     *
     * @param out receives (1 + 3N) rows of {@code columns().count()} values in shell order, row by row from
     *     {@code offset}
     * @param ld distance between the beginnings of rows, at least {@code columns().count()}
     * @throws IllegalArgumentException if a species is not in the parameters, atoms coincide, or rows do not fit
     */
    public void rows(AtomicConfiguration configuration, double[] out, int offset, int ld) {
        rows(List.of(configuration), out, offset, ld);
    }

    /**
     * The rows of some configurations, all of the first, then all of the second, and so on; otherwise as the rows of one.
     * They are the same to the last bit, but small configurations are computed together and take less time.
     */
    public void rows(List<AtomicConfiguration> configurations, double[] out, int offset, int ld) {
        write(configurations, false, out, offset, ld);
    }

    /**
     * The rows of {@link #rows}, then six stress rows (1/V) d(sum over atoms of phi)/d strain in GPa, tension positive,
     * for xx, yy, zz, yz, xz, xy.
     *
     * @throws IllegalArgumentException as {@link #rows}, or if the cell has no volume
     */
    public void rowsWithStress(AtomicConfiguration configuration, double[] out, int offset, int ld) {
        rowsWithStress(List.of(configuration), out, offset, ld);
    }

    /** The rows of some configurations, those of stress last for each; otherwise as the rows of one. */
    public void rowsWithStress(List<AtomicConfiguration> configurations, double[] out, int offset, int ld) {
        for (AtomicConfiguration configuration : configurations) {
            if (!(configuration.cell().volume() > 0)) {
                throw new IllegalArgumentException(
                        "configuration " + configuration.id() + ": stress needs a cell with a volume");
            }
        }
        write(configurations, true, out, offset, ld);
    }

    private static long rowsOf(AtomicConfiguration configuration, boolean stress) {
        return 1 + 3L * configuration.natoms() + (stress ? 6 : 0);
    }

    private void requireRoom(List<AtomicConfiguration> configurations, long rows, double[] out, int offset, int ld) {
        int p = columns.count();
        if (ld < p || offset < 0 || out.length - offset < (rows - 1) * ld + p) {
            throw new IllegalArgumentException("configuration "
                    + configurations.get(0).id()
                    + (configurations.size() > 1 ? " and " + (configurations.size() - 1) + " more" : "") + ": " + rows
                    + " rows of " + p + " columns with leading dimension " + ld + " do not fit into " + out.length
                    + " doubles from " + offset);
        }
    }

    /** The configurations in groups that are computed together. */
    private static List<List<AtomicConfiguration>> groups(List<AtomicConfiguration> configurations) {
        List<List<AtomicConfiguration>> groups = new ArrayList<>();
        int from = 0;
        int atoms = 0;
        for (int c = 0; c < configurations.size(); c++) {
            int n = configurations.get(c).natoms();
            if (c > from && atoms + n > TOGETHER) {
                groups.add(configurations.subList(from, c));
                from = c;
                atoms = 0;
            }
            atoms += n;
        }
        groups.add(configurations.subList(from, configurations.size()));
        return groups;
    }

    private void write(List<AtomicConfiguration> configurations, boolean stress, double[] out, int offset, int ld) {
        long rows = configurations.stream().mapToLong(c -> rowsOf(c, stress)).sum();
        requireRoom(configurations, rows, out, offset, ld);
        int at = offset;
        for (List<AtomicConfiguration> group : groups(configurations)) {
            at = writeGroup(group, stress, out, at, ld);
        }
    }

    /** Writes the rows of a group from {@code offset}; returns where they end. */
    private int writeGroup(List<AtomicConfiguration> group, boolean stress, double[] out, int offset, int ld) {
        calculator.prepare(group);
        int atoms = calculator.begin(group.size());
        int[] energy = new int[group.size()];
        int[] place = new int[stress ? atoms + 2 * group.size() : atoms];
        int at = offset;
        for (int c = 0; c < group.size(); c++) {
            energy[c] = at;
            at += ld;
            for (int k = calculator.begin(c); k < calculator.begin(c + 1); k++, at += 3 * ld) {
                place[k] = at;
            }
            for (int k = calculator.strain(c); stress && k < calculator.strain(c) + 2; k++, at += 3 * ld) {
                place[k] = at;
            }
        }
        if (quadraticflag) {
            quadraticRows(place, stress, out, ld);
        } else {
            linearRows(place, stress, out, ld);
        }
        for (int c = 0; c < group.size(); c++) {
            writeEnergy(c, out, energy[c]);
            if (stress) {
                scale(-GPA / group.get(c).cell().volume(), out, place[calculator.strain(c)], ld);
            }
        }
        return at;
    }

    /** Multiplies six rows of dE/dstrain. */
    private void scale(double factor, double[] out, int offset, int ld) {
        for (int r = 0; r < 6; r++) {
            for (int c = 0; c < columns.count(); c++) {
                out[offset + r * ld + c] *= factor;
            }
        }
    }

    private void linearRows(int[] place, boolean stress, double[] out, int ld) {
        for (int start : place) {
            for (int axis = 0; axis < 3; axis++) {
                Arrays.fill(out, start + axis * ld, start + axis * ld + columns.count(), 0);
            }
        }
        calculator.derivatives(0, place.length, stress, (k, i, derivatives) -> {
            int species = calculator.type()[i];
            for (int axis = 0; axis < 3; axis++) {
                subtract(derivatives, axis * components, species, out, place[k] + axis * ld);
            }
        });
    }

    private void subtract(double[] derivatives, int from, int species, double[] out, int start) {
        if (contiguous) {
            int first = start + linearColumn[0][0];
            for (int t = 0; t < components; t++) {
                out[first + t] -= derivatives[from + t];
            }
        } else {
            int[] column = linearColumn[species];
            int[] component = linearComponent[species];
            for (int c = 0; c < column.length; c++) {
                out[start + column[c]] -= derivatives[from + component[c]];
            }
        }
    }

    private void quadraticRows(int[] place, boolean stress, double[] out, int ld) {
        for (int column : interceptColumn) {
            for (int start : place) {
                for (int axis = 0; axis < 3; axis++) {
                    out[start + axis * ld + column] = 0;
                }
            }
        }
        int from = 0;
        while (from < place.length) {
            int to = from;
            long used = 0;
            do {
                used += (long) quadratic.perPair() * calculator.terms(to++);
            } while (to < place.length && used + (long) quadratic.perPair() * calculator.terms(to) <= budget);
            quadratic.begin(calculator::terms, from, to);
            calculator.derivatives(from, to, stress, quadratic);
            for (int k = from; k < to; k++) {
                quadratic.rows(k, calculator.bispectrum(), calculator.type(), out, place[k], ld);
            }
            from = to;
        }
    }

    /** Writes the energy row of a configuration of the group at hand. */
    private void writeEnergy(int configuration, double[] out, int offset) {
        int[] type = calculator.type();
        double[] b = calculator.bispectrum();
        int begin = calculator.begin(configuration);
        int end = calculator.begin(configuration + 1);
        Arrays.fill(out, offset, offset + columns.count(), 0);
        for (int c = 0; c < columns.count(); c++) {
            SnapColumns.Column column = columns.column(c);
            double sum = 0;
            for (int i = begin; i < end; i++) {
                if (type[i] == column.species()) {
                    sum += b[i * (components + 1) + column.a()] * b[i * (components + 1) + column.b()];
                }
            }
            out[offset + c] = column.factor() * sum / (end - begin);
        }
    }
}
