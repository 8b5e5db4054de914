package org.potsweep.descriptors;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The columns of a SNAP model in shell order: the columns of every smaller twojmax are a leading block.
 *
 * <p>A component's shell is the smallest twojmax that contains it, a product's the larger of its factors'. Columns are
 * ordered by shell, inside a shell by species, then as LAMMPS orders them (linear, then products a <= b). Immutable.
 */
public final class SnapColumns implements Serializable {
    /** Column of one species' block: components a and b of the basis, b = -1 for the linear column of a. */
    record Column(int shell, int species, int a, int b, int lammps) implements Serializable {}

    private final int twojmax;
    private final int species;
    private final boolean quadratic;
    private final Column[] columns;

    private SnapColumns(int twojmax, int species, boolean quadratic) {
        this.twojmax = twojmax;
        this.species = species;
        this.quadratic = quadratic;
        List<Column> list = new ArrayList<>();
        for (int s = 0; s < species; s++) {
            list.addAll(block(new BispectrumBasis(twojmax), s, quadratic));
        }
        list.sort(Comparator.comparingInt(Column::shell)
                .thenComparingInt(Column::species)
                .thenComparingInt(Column::lammps));
        columns = list.toArray(new Column[0]);
    }

    private static List<Column> block(BispectrumBasis basis, int species, boolean quadratic) {
        int[] byLammps = new int[basis.count()];
        for (int t = 0; t < basis.count(); t++) {
            byLammps[basis.triple(t).lammps()] = t;
        }
        List<Column> block = new ArrayList<>();
        for (int a : byLammps) {
            block.add(new Column(basis.triple(a).j(), species, a, -1, block.size()));
        }
        for (int i = 0; quadratic && i < byLammps.length; i++) {
            for (int k = i; k < byLammps.length; k++) {
                int shell = Math.max(
                        basis.triple(byLammps[i]).j(), basis.triple(byLammps[k]).j());
                block.add(new Column(shell, species, byLammps[i], byLammps[k], block.size()));
            }
        }
        return block;
    }

    /** The columns of the model with these settings. */
    public static SnapColumns of(SnapParameters parameters) {
        return new SnapColumns(parameters.twojmax(), parameters.elements().size(), parameters.quadraticflag());
    }

    /** K: the number of bispectrum components of an atom up to {@code twojmax} (5, 14, 30, 55, 91 for 2, 4, 6, 8, 10). */
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
        if (twojmax < 0 || twojmax > this.twojmax) {
            throw new IllegalArgumentException(
                    "twojmax " + twojmax + " is not in this model, whose columns go up to " + this.twojmax);
        }
        int k = components(twojmax);
        return species * (quadratic ? k + k * (k + 1) / 2 : k);
    }

    /**
     * Where LAMMPS has each column of the model at {@code twojmax}: element c is the index of our column c in LAMMPS's
     * order (one block a species; in a block the linear columns, then the products a <= b).
     */
    public int[] lammpsOrder(int twojmax) {
        int count = count(twojmax);
        int block = count / species;
        if (twojmax < this.twojmax) {
            return new SnapColumns(twojmax, species, quadratic).lammpsOrder(twojmax);
        }
        int[] order = new int[count];
        for (int c = 0; c < count; c++) {
            order[c] = columns[c].species * block + columns[c].lammps;
        }
        return order;
    }

    Column column(int index) {
        return columns[index];
    }
}
