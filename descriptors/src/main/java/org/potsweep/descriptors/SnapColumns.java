package org.potsweep.descriptors;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The columns of a SNAP model in shell order: the columns of every smaller twojmax are a leading block.
 *
 * <p>A component's shell is the smallest twojmax that contains it, a product's the larger of its factors'. Columns are
 * ordered by shell, inside a shell by species, then as LAMMPS orders them (the intercept, which belongs to shell 0, if
 * there is one, then the linear columns, then products a <= b). With {@code chemflag} some columns are equal, as they
 * are in LAMMPS: for two elements 2^3 K columns hold as many components as there are sets of three (element, momentum).
 * Immutable.
 */
public final class SnapColumns implements Serializable {
    /**
     * Column of one species' block: factor B_a B_b, where the number of components stands for a factor one.
     *
     * @param lammps its place in LAMMPS's order of the block
     */
    record Column(int shell, int species, int a, int b, double factor, int lammps) implements Serializable {}

    private final SnapParameters parameters;
    private final Column[] columns;
    private final int components;

    private SnapColumns(SnapParameters parameters) {
        this.parameters = parameters;
        BispectrumBasis basis = new BispectrumBasis(parameters);
        components = basis.count();
        List<Column> list = new ArrayList<>();
        for (int s = 0; s < parameters.elements().size(); s++) {
            list.addAll(block(basis, s));
        }
        list.sort(Comparator.comparingInt(Column::shell)
                .thenComparingInt(Column::species)
                .thenComparingInt(Column::lammps));
        columns = list.toArray(new Column[0]);
    }

    private List<Column> block(BispectrumBasis basis, int species) {
        int[] components = basis.lammps();
        boolean quadratic = parameters.quadraticflag();
        List<Column> block = new ArrayList<>();
        if (parameters.intercept()) {
            block.add(new Column(0, species, basis.count(), basis.count(), 1, 0));
        }
        for (int a : components) {
            block.add(new Column(basis.shell(a), species, a, basis.count(), 1, block.size()));
        }
        for (int i = 0; quadratic && i < components.length; i++) {
            for (int k = i; k < components.length; k++) {
                int a = components[i];
                int b = components[k];
                int shell = Math.max(basis.shell(a), basis.shell(b));
                block.add(new Column(shell, species, a, b, i == k ? 0.5 : 1, block.size()));
            }
        }
        return block;
    }

    /** The columns of the model with these settings. */
    public static SnapColumns of(SnapParameters parameters) {
        return new SnapColumns(parameters);
    }

    /**
     * K: the number of bispectrum components of an atom up to {@code twojmax} (5, 14, 30, 55, 91 for 2, 4, 6, 8, 10);
     * with {@code chemflag} LAMMPS has as many for each triple of elements.
     */
    public static int components(int twojmax) {
        return BispectrumBasis.components(twojmax);
    }

    /** The number of columns. */
    public int count() {
        return columns.length;
    }

    /**
     * The number of columns of the model at a smaller twojmax, which are the first of this one.
     *
     * @throws IllegalArgumentException if {@code twojmax} is negative or above this model's
     */
    public int count(int twojmax) {
        if (twojmax < 0 || twojmax > parameters.twojmax()) {
            throw new IllegalArgumentException(
                    "twojmax " + twojmax + " is not in this model, whose columns go up to " + parameters.twojmax());
        }
        int species = parameters.elements().size();
        int k = components(twojmax) * (parameters.chemflag() ? species * species * species : 1);
        int block = parameters.quadraticflag() ? k + k * (k + 1) / 2 : k;
        return species * (parameters.intercept() ? 1 + block : block);
    }

    /**
     * Where LAMMPS has each column of the model at {@code twojmax}: element c is the index of our column c in LAMMPS's
     * order (one block a species; in a block the intercept if there is one, then the linear columns, then the products
     * a <= b; with {@code chemflag} the linear columns are sorted by the elements (e1, e2, e3) of their three momenta
     * first, e3 fastest).
     */
    public int[] lammpsOrder(int twojmax) {
        int count = count(twojmax);
        int block = count / parameters.elements().size();
        if (twojmax < parameters.twojmax()) {
            return new SnapColumns(parameters.withTwojmax(twojmax)).lammpsOrder(twojmax);
        }
        int[] order = new int[count];
        for (int c = 0; c < count; c++) {
            order[c] = columns[c].species * block + columns[c].lammps;
        }
        return order;
    }

    /**
     * Which columns, ascending, are those of the linear model with otherwise the same settings: constants and bispectrum
     * components, without products. In this order they are that model's columns in shell order.
     */
    public int[] linear() {
        return IntStream.range(0, columns.length)
                .filter(c -> columns[c].b() == components)
                .toArray();
    }

    Column column(int index) {
        return columns[index];
    }
}
