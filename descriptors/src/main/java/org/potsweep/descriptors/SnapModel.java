package org.potsweep.descriptors;

import java.io.Serializable;
import java.util.Arrays;

/** A fitted SNAP model: settings of the descriptor and coefficients. Immutable. */
public final class SnapModel implements Serializable {
    private final SnapParameters parameters;
    private final double[] coefficients;

    /**
     * @param coefficients in the order of a .snapcoeff file, eV: one block an element; in a block the constant, then the
     *     components in LAMMPS's order, then with quadraticflag the products a <= b
     * @throws IllegalArgumentException if their number is wrong or one is not finite
     */
    public SnapModel(SnapParameters parameters, double[] coefficients) {
        int block = blockSize(parameters);
        int elements = parameters.elements().size();
        if (coefficients.length != elements * block) {
            throw new IllegalArgumentException("a SNAP model of " + elements + " elements at twojmax "
                    + parameters.twojmax() + (parameters.quadraticflag() ? ", quadratic," : "") + " has "
                    + elements * block + " coefficients (" + block + " an element), not " + coefficients.length);
        }
        for (int i = 0; i < coefficients.length; i++) {
            if (!Double.isFinite(coefficients[i])) {
                throw new IllegalArgumentException("coefficient " + (i % block + 1) + " of "
                        + parameters.elements().get(i / block).symbol() + " is " + coefficients[i]
                        + ", which is not finite");
            }
        }
        this.parameters = parameters;
        this.coefficients = coefficients.clone();
    }

    /** A file has the constant also where the model was fitted without. */
    private static int blockSize(SnapParameters parameters) {
        int columns = SnapColumns.of(parameters).count() / parameters.elements().size();
        return parameters.intercept() ? columns : 1 + columns;
    }

    public SnapParameters parameters() {
        return parameters;
    }

    /** All coefficients in the order of a .snapcoeff file, eV (a copy). */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /** The number of coefficients of an element, the constant among them. */
    public int blockSize() {
        return coefficients.length / parameters.elements().size();
    }

    /** Coefficient {@code index} (0 is the constant) of an element, eV. */
    public double coefficient(int element, int index) {
        return coefficients[element * blockSize() + index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SnapModel that
                && parameters.equals(that.parameters)
                && Arrays.equals(coefficients, that.coefficients);
    }

    @Override
    public int hashCode() {
        return 31 * parameters.hashCode() + Arrays.hashCode(coefficients);
    }
}
