package org.potsweep.descriptors;

/**
 * The energy of an atom as a function of its bispectrum components: constant + l . B + B . Q B / 2, of each species.
 * Immutable.
 */
final class SiteEnergies {
    private final double[] constant;

    /** l and, if the model is quadratic, the symmetric Q row by row, by species; components in the basis's order. */
    private final double[][] linear;

    private final double[][] quadratic;

    SiteEnergies(SnapModel model, int components) {
        SnapParameters parameters = model.parameters();
        int species = parameters.elements().size();
        constant = new double[species];
        linear = new double[species][components];
        quadratic = new double[species][parameters.quadraticflag() ? components * components : 0];
        for (int s = 0; s < species; s++) {
            constant[s] = model.coefficient(s, 0);
        }
        SnapColumns columns = SnapColumns.of(parameters);
        int shift = parameters.intercept() ? 0 : 1;
        for (int c = 0; c < columns.count(); c++) {
            SnapColumns.Column column = columns.column(c);
            int s = column.species();
            double coefficient = column.factor() * model.coefficient(s, shift + column.lammps());
            if (column.b() == components && column.a() < components) {
                linear[s][column.a()] += coefficient;
            } else if (column.b() < components) {
                quadratic[s][column.a() * components + column.b()] += coefficient;
                quadratic[s][column.b() * components + column.a()] += coefficient;
            }
        }
    }

    /**
     * The energy of an atom, eV.
     *
     * @param b components of all atoms; those of this one begin at {@code offset}
     * @param beta receives dE/dB = l + Q B, eV
     */
    double energy(int species, double[] b, int offset, double[] beta) {
        double[] l = linear[species];
        double[] q = quadratic[species];
        double energy = 0;
        for (int t = 0; t < l.length; t++) {
            double product = 0;
            for (int u = 0; u < l.length && q.length > 0; u++) {
                product = Math.fma(q[t * l.length + u], b[offset + u], product);
            }
            beta[t] = l[t] + product;
            energy += (l[t] + product / 2) * b[offset + t];
        }
        return constant[species] + energy;
    }
}
