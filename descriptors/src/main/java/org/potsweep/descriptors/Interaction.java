package org.potsweep.descriptors;

import java.util.List;

/**
 * How a neighbour of one species counts in the density of a central atom of another: wj fc(r) f_inner(r).
 *
 * <p>fc falls from one at rmin0 to zero at the cut-off as half a cosine; f_inner rises from zero at sinner - dinner to
 * one at sinner + dinner as half a cosine, (1 - cos(pi/2 + pi/2 (r - sinner)/dinner))/2 (LAMMPS, {@code switchflag} and
 * {@code switchinnerflag}).
 *
 * @param rcut cut-off distance, angstrom
 * @param wj weight of the neighbour's species
 * @param rmin0 distance at which fc begins to fall, angstrom
 * @param switching whether there is fc
 * @param sinner centre of the inner switch, angstrom
 * @param dinner half its width, angstrom; 0 where there is none
 */
record Interaction(double rcut, double wj, double rmin0, boolean switching, double sinner, double dinner) {

    /** The interactions of all pairs of species: [central atom][neighbour]. */
    static Interaction[][] table(SnapParameters parameters) {
        List<SnapParameters.Element> elements = parameters.elements();
        double inner = parameters.switchinnerflag() ? 0.5 : 0;
        Interaction[][] table = new Interaction[elements.size()][elements.size()];
        for (int i = 0; i < elements.size(); i++) {
            for (int j = 0; j < elements.size(); j++) {
                SnapParameters.Element a = elements.get(i);
                SnapParameters.Element b = elements.get(j);
                table[i][j] = new Interaction(
                        parameters.rcutfac() * (a.radelem() + b.radelem()),
                        b.wj(),
                        parameters.rmin0(),
                        parameters.switchflag(),
                        inner * (a.sinner() + b.sinner()),
                        inner * (a.dinner() + b.dinner()));
            }
        }
        return table;
    }

    /** The neighbour's weight at distance r. */
    double density(double r) {
        return wj * outer(r) * inner(r);
    }

    /** The logarithmic derivative of the density at distance r, 1/angstrom; zero where the density is zero. */
    double slope(double r) {
        double slope = 0;
        double fc = outer(r);
        if (fallsAt(r) && fc > 0) {
            double rate = Math.PI / (rcut - rmin0);
            slope -= 0.5 * rate * Math.sin(rate * (r - rmin0)) / fc;
        }
        double inner = inner(r);
        if (risesAt(r) && inner > 0) {
            double rate = 0.5 * Math.PI / dinner;
            slope += 0.5 * rate * Math.cos(rate * (r - sinner)) / inner;
        }
        return slope;
    }

    private double outer(double r) {
        return fallsAt(r) ? 0.5 * (Math.cos(Math.PI * (r - rmin0) / (rcut - rmin0)) + 1) : 1;
    }

    private double inner(double r) {
        if (risesAt(r)) {
            return 0.5 * (1 + Math.sin(0.5 * Math.PI * (r - sinner) / dinner)); // -cos(pi/2 + x) = sin(x)
        }
        return r < sinner ? 0 : 1;
    }

    private boolean fallsAt(double r) {
        return switching && r > rmin0;
    }

    private boolean risesAt(double r) {
        return Math.abs(r - sinner) < dinner;
    }
}
