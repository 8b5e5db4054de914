package org.potsweep.descriptors;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Computes the rows that a configuration contributes to a SNAP fit. Holds mutable workspaces: use one instance a thread.
 *
 * <p>Energy and force rows times the coefficients are in eV/atom and eV/angstrom, stress rows in GPa.
 *
 * <p>Memory beside the caller's rows: the derivatives of quadratic models are kept outside the Java heap, for as many
 * targets at a time as fit into 24 million doubles (192 MB); descriptors are computed anew for each such range, so
 * memory stays bounded for any size of configuration. Everything else is a few MB (40 MB at twojmax 14), with
 * {@code chemflag} up to 150 MB.
 */
public final class SnapRows implements AutoCloseable {
    /** GPa in an eV/angstrom^3. */
    private static final double GPA = 160.2176634;

    /** Doubles of derivatives that are kept at a time: a 2000-atom metal at twojmax 8 needs 20 million. */
    private static final long BUDGET = 24_000_000;

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
        calculator.components(configuration);
        writeEnergy(out, offset);
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
        write(configuration, configuration.natoms(), out, offset, ld);
    }

    /**
     * The rows of {@link #rows}, then six stress rows (1/V) d(sum over atoms of phi)/d strain in GPa, tension positive,
     * for xx, yy, zz, yz, xz, xy.
     *
     * @throws IllegalArgumentException as {@link #rows}, or if the cell has no volume
     */
    public void rowsWithStress(AtomicConfiguration configuration, double[] out, int offset, int ld) {
        int n = configuration.natoms();
        double volume = configuration.cell().volume();
        if (!(volume > 0)) {
            throw new IllegalArgumentException(
                    "configuration " + configuration.id() + ": stress needs a cell with a volume");
        }
        write(configuration, n + 2, out, offset, ld);
        for (int r = 1 + 3 * n; r < 7 + 3 * n; r++) {
            for (int c = 0; c < columns.count(); c++) {
                out[offset + r * ld + c] *= -GPA / volume;
            }
        }
    }

    private void write(AtomicConfiguration configuration, int targets, double[] out, int offset, int ld) {
        int p = columns.count();
        if (ld < p || offset < 0 || out.length - offset < 3L * targets * ld + p) {
            throw new IllegalArgumentException("configuration " + configuration.id() + ": " + (1 + 3 * targets)
                    + " rows of " + p + " columns with leading dimension " + ld + " do not fit into " + out.length
                    + " doubles from " + offset);
        }
        calculator.prepare(configuration);
        if (quadraticflag) {
            quadraticRows(targets, out, offset + ld, ld);
        } else {
            linearRows(targets, out, offset + ld, ld);
        }
        writeEnergy(out, offset);
    }

    private void linearRows(int targets, double[] out, int offset, int ld) {
        for (int r = 0; r < 3 * targets; r++) {
            Arrays.fill(out, offset + r * ld, offset + r * ld + columns.count(), 0);
        }
        calculator.derivatives(0, targets, (k, i, x, y, z) -> {
            int species = calculator.type()[i];
            int start = offset + 3 * k * ld;
            subtract(x, species, out, start);
            subtract(y, species, out, start + ld);
            subtract(z, species, out, start + 2 * ld);
        });
    }

    private void subtract(double[] row, int species, double[] out, int start) {
        if (contiguous) {
            int first = start + linearColumn[0][0];
            for (int t = 0; t < components; t++) {
                out[first + t] -= row[t];
            }
        } else {
            int[] column = linearColumn[species];
            int[] component = linearComponent[species];
            for (int c = 0; c < column.length; c++) {
                out[start + column[c]] -= row[component[c]];
            }
        }
    }

    private void quadraticRows(int targets, double[] out, int offset, int ld) {
        for (int column : interceptColumn) {
            for (int r = 0; r < 3 * targets; r++) {
                out[offset + r * ld + column] = 0;
            }
        }
        int from = 0;
        while (from < targets) {
            int to = from;
            long used = 0;
            do {
                used += (long) quadratic.perPair() * calculator.terms(to++);
            } while (to < targets && used + (long) quadratic.perPair() * calculator.terms(to) <= budget);
            quadratic.begin(calculator::terms, from, to);
            calculator.derivatives(from, to, quadratic);
            for (int k = from; k < to; k++) {
                quadratic.rows(k, calculator.bispectrum(), calculator.type(), out, offset + 3 * k * ld, ld);
            }
            from = to;
        }
    }

    private void writeEnergy(double[] out, int offset) {
        int[] type = calculator.type();
        double[] b = calculator.bispectrum();
        Arrays.fill(out, offset, offset + columns.count(), 0);
        for (int c = 0; c < columns.count(); c++) {
            SnapColumns.Column column = columns.column(c);
            double sum = 0;
            for (int i = 0; i < type.length; i++) {
                if (type[i] == column.species()) {
                    sum += b[i * (components + 1) + column.a()] * b[i * (components + 1) + column.b()];
                }
            }
            out[offset + c] = column.factor() * sum / type.length;
        }
    }
}
