package org.potsweep.descriptors;

import java.util.List;

/**
 * The universal screened repulsion of nuclei (J. F. Ziegler, J. P. Biersack and U. Littmark, The Stopping and Range of
 * Ions in Solids, 1985), switched off between two radii as LAMMPS's {@code pair_style zbl} does. It is defined for all
 * chemical elements.
 *
 * <p>E(r) = e^2 Zi Zj / r phi(r/a) + S(r), a = 0.46850 / (Zi^0.23 + Zj^0.23) angstrom, phi a sum of four exponentials.
 * S is a constant below the inner radius and C + A/3 (r - inner)^3 + B/4 (r - inner)^4 from there to the outer one,
 * where A, B and C make energy, force and curvature vanish.
 *
 * @param innerAngstrom where switching begins
 * @param outerAngstrom where the potential has gone to zero
 */
public record ZieglerBiersackLittmark(double innerAngstrom, double outerAngstrom) implements ReferencePotential {
    /** e^2 / (4 pi eps0) in eV angstrom, as LAMMPS's metal units round it. */
    private static final double SQUARED_CHARGE = 14.399645;

    private static final double[] SHARE = {0.18175, 0.50986, 0.28022, 0.02817};
    private static final double[] DECAY = {3.19980, 0.94229, 0.40290, 0.20162};

    /** @throws IllegalArgumentException unless 0 < inner < outer, both finite */
    public ZieglerBiersackLittmark {
        if (!(innerAngstrom > 0 && innerAngstrom < outerAngstrom && Double.isFinite(outerAngstrom))) {
            throw new IllegalArgumentException("ZBL is switched off between 0 < inner < outer, not between "
                    + innerAngstrom + " and " + outerAngstrom + " angstrom");
        }
    }

    @Override
    public String pairStyle() {
        return "zbl " + innerAngstrom + " " + outerAngstrom;
    }

    @Override
    public Evaluation evaluate(AtomicConfiguration configuration) {
        List<String> symbols = configuration.species().stream().distinct().toList();
        int count = symbols.size();
        Pair[][] pairs = new Pair[count][count];
        double[][] cutoff = new double[count][count];
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                pairs[a][b] = new Pair(AtomicNumber.of(symbols.get(a)), AtomicNumber.of(symbols.get(b)));
                cutoff[a][b] = outerAngstrom;
            }
        }
        int[] type = configuration.species().stream().mapToInt(symbols::indexOf).toArray();
        NeighbourList list = new NeighbourList();
        list.build(List.of(configuration), type, cutoff);
        Evaluation sum = new Evaluation(configuration);
        for (int i = 0; i < type.length; i++) {
            for (int p = list.first[i]; p < list.first[i + 1]; p++) {
                add(pairs[type[i]][list.species[p]], list, i, p, sum);
            }
        }
        return sum;
    }

    /** Adds atom i's half of the pair with its neighbour p; the other half is added when the two change places. */
    private static void add(Pair pair, NeighbourList list, int i, int p, Evaluation sum) {
        double r = list.r[p];
        double slope = pair.slope(r) / r;
        sum.atomEnergies[i] += 0.5 * pair.energy(r);
        sum.forces[3 * i] += slope * list.x[p];
        sum.forces[3 * i + 1] += slope * list.y[p];
        sum.forces[3 * i + 2] += slope * list.z[p];
        double half = 0.5 * slope;
        sum.addStrain(list.x[p], list.y[p], list.z[p], half * list.x[p], half * list.y[p], half * list.z[p]);
    }

    /** The potential of two nuclei. */
    private final class Pair {
        private final double charge;
        private final double[] decay = new double[DECAY.length];
        private final double cubic;
        private final double quartic;
        private final double constant;

        Pair(int z1, int z2) {
            charge = SQUARED_CHARGE * z1 * z2;
            double perLength = (Math.pow(z1, 0.23) + Math.pow(z2, 0.23)) / 0.46850;
            for (int k = 0; k < decay.length; k++) {
                decay[k] = DECAY[k] * perLength;
            }
            double width = outerAngstrom - innerAngstrom;
            double e = bare(outerAngstrom, 0);
            double slope = bare(outerAngstrom, 1);
            double curvature = bare(outerAngstrom, 2);
            cubic = (-3 * slope + width * curvature) / (width * width);
            quartic = (2 * slope - width * curvature) / (width * width * width);
            constant = -e + width * slope / 2 - width * width * curvature / 12;
        }

        /** The unswitched potential (order 0) or its first or second derivative at r: eV over angstrom to the order. */
        private double bare(double r, int order) {
            double sum = 0;
            for (int k = 0; k < decay.length; k++) {
                double x = decay[k] * r;
                double factor = order == 0 ? 1 : order == 1 ? -(1 + x) : 2 + 2 * x + x * x;
                sum += SHARE[k] * factor * Math.exp(-x);
            }
            return charge * sum / Math.pow(r, order + 1);
        }

        double energy(double r) {
            double t = Math.max(0, r - innerAngstrom);
            return bare(r, 0) + constant + t * t * t * (cubic / 3 + quartic * t / 4);
        }

        double slope(double r) {
            double t = Math.max(0, r - innerAngstrom);
            return bare(r, 1) + t * t * (cubic + quartic * t);
        }
    }
}
