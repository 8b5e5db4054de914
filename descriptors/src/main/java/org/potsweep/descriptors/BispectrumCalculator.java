package org.potsweep.descriptors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The bispectrum components of every atom of some configurations and their derivatives. Mutable workspace.
 *
 * <p><b>What is computed.</b> A neighbour at r is a rotation, a point of the three-sphere ({@link PairBatch}); its matrix
 * elements u(j; mb, ma) for j = 0 .. 2Jmax ({@link RotationLevels}), weighted and summed over neighbours, are the
 * coefficients U of the neighbour density ({@link Densities}); B(j1,j2,j) = sum U*(j) Z(j1,j2,j), where Z couples
 * U(j1) and U(j2) to j ({@link Coupling}); dB = sum over its blocks of weight Z dU ({@link Gradients}). Bartok, Payne,
 * Kondor and Csanyi, Phys. Rev. Lett. 104 (2010) 136403; Thompson, Swiler, Trott, Foiles and Tucker, J. Comput. Phys.
 * 285 (2015) 316; Varshalovich, Moskalev and Khersonskii (1988), ch. 4 and 8. With {@code chemflag} every element has a
 * density of its own and components couple all of them (Cusentino, Wood and Thompson, J. Phys. Chem. A 124 (2020) 5456);
 * without it there is one density, of one channel.
 *
 * <p><b>Order of work.</b> The atoms of several configurations are one system, in which those of different
 * configurations are no neighbours: so small cells fill the lanes too. Chunks of up to {@link CentralAtoms#LANES} central atoms (fewer where their gradients would
 * take more than 128 MB, as with many channels): (1) the densities of all of them,
 * neighbours in lanes, a batch of atoms at a time; (2) the coupling, central atoms in lanes; (3) the rotations again,
 * neighbours in lanes, and their products with the gradients and with the gradients' ladders ({@link Ladders}). To
 * compute the rotations anew in step 3 costs no more than to store and fetch those of a chunk.
 *
 * <p><b>Storage.</b> A quantity (j; mb, ma) is a row of doubles, one a lane; real and imaginary parts are rows of their
 * own, or halves of one row. All loops over lanes are in {@link Lanes}. Only the (j+1)^2/2 elements with mb <= j/2
 * (in the middle row ma <= mb) are kept; the others are conjugates. Matrices for OpenBLAS are outside the heap, row by
 * row, (real, imaginary) pairs side by side.
 *
 * <p><b>Cost an atom</b>, n neighbours, 2Jmax 8 (10): rotations 2 x 150 n (253 n) elements of 16 flops; products of
 * coefficients 16 500 (51 400) of 6 flops and 32 400 (120 900) terms of 4; ladders 2 200 (5 600) elements of 12; products
 * with the gradients and their ladders 35 000 n (89 000 n) flops, by dgemm. At 58 neighbours and 2Jmax 10 that is 0.5 +
 * 0.8 + 0.1 + 5.2 MFlop; the loops run at 10 to 25 GFlop/s and dgemm at 60 to 90.
 *
 * <p><b>Targets</b> of derivatives are the N atoms of all configurations, with three coordinates each, and for each
 * configuration two more with the six components of its strain: target N + 2 c has xx, yy, zz of configuration c and
 * target N + 2 c + 1 has yz, xz, xy.
 */
final class BispectrumCalculator implements AutoCloseable {
    /** Receives derivatives of components of atom i with respect to the three coordinates of a target. */
    interface Derivatives {
        /**
         * @param derivatives of all components with respect to the first coordinate, then the second, then the third;
         *     overwritten later
         */
        void add(int target, int i, double[] derivatives);
    }

    /** Receives chunks of central atoms whose components, and gradients with respect to the density, are known. */
    interface Chunks {
        /**
         * @param gradients of each lane, as {@link Coupling} places them
         * @param batches the neighbours of these atoms, with the derivatives of their rotations
         */
        void take(NativeMatrix gradients, List<PairBatch> batches);
    }

    /** Doubles of the gradients of a chunk. */
    private static final int GRADIENTS = 16_000_000;

    private final int components;
    private final int chunk;
    private final double[][] cutoff;
    private final Map<String, Integer> speciesIndex = new HashMap<>();

    private final Densities densities;
    private final Coupling coupling;
    private final Gradients gradients;
    private final NativeMatrix coupled = new NativeMatrix();
    private final ComponentDerivatives[] results = new ComponentDerivatives[CentralAtoms.LANES];
    private final double[] own;

    private final NeighbourList list = new NeighbourList();

    /** Of each atom: its species and its configuration. */
    private int[] type;

    private int[] owner;

    /** First atom of each configuration, and the number of all atoms. */
    private int[] begin;

    /** All atoms, by species. */
    private int[] order;

    private double[] bispectrum;

    BispectrumCalculator(SnapParameters parameters) {
        BispectrumBasis basis = new BispectrumBasis(parameters);
        components = basis.count();
        for (SnapParameters.Element element : parameters.elements()) {
            speciesIndex.put(element.symbol(), speciesIndex.size());
        }
        cutoff = Arrays.stream(Interaction.table(parameters))
                .map(row -> Arrays.stream(row).mapToDouble(Interaction::rcut).toArray())
                .toArray(double[][]::new);
        RotationLevels levels = new RotationLevels(parameters.twojmax());
        densities = new Densities(parameters, basis, levels);
        coupling = new Coupling(basis, parameters);
        chunk = Math.max(1, Math.min(CentralAtoms.LANES, GRADIENTS / coupling.size()));
        gradients = new Gradients(basis, coupling, levels);
        Arrays.setAll(results, i -> new ComponentDerivatives(components));
        own = new double[3 * components];
    }

    @Override
    public void close() {
        gradients.close();
        coupled.close();
    }

    int components() {
        return components;
    }

    /** Component t of atom i is element i (components + 1) + t; after each atom's components stands a one. */
    double[] bispectrum() {
        return bispectrum;
    }

    /** The species of each atom, an index into the parameters' elements. */
    int[] type() {
        return type;
    }

    /** The first atom of a configuration; that of the configuration after the last is the number of atoms. */
    int begin(int configuration) {
        return begin[configuration];
    }

    NeighbourList neighbours() {
        return list;
    }

    Coupling coupling() {
        return coupling;
    }

    /** The first of the two strain targets of a configuration. */
    int strain(int configuration) {
        return type.length + 2 * configuration;
    }

    /** How many atoms have components that depend on a target. */
    int terms(int target) {
        if (target < type.length) {
            return 1 + list.firstGroup[target + 1] - list.firstGroup[target];
        }
        int configuration = (target - type.length) / 2;
        return begin[configuration + 1] - begin[configuration];
    }

    /**
     * Finds the neighbours of all atoms.
     *
     * @throws IllegalArgumentException if a species is not in the parameters, or atoms coincide
     */
    void prepare(List<AtomicConfiguration> configurations) {
        begin = new int[configurations.size() + 1];
        for (int c = 0; c < configurations.size(); c++) {
            begin[c + 1] = Math.addExact(begin[c], configurations.get(c).natoms());
        }
        int n = begin[configurations.size()];
        type = new int[n];
        owner = new int[n];
        for (int c = 0; c < configurations.size(); c++) {
            Arrays.fill(owner, begin[c], begin[c + 1], c);
            for (int i = begin[c]; i < begin[c + 1]; i++) {
                type[i] = species(configurations.get(c), i - begin[c]);
            }
        }
        order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingInt(i -> type[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        bispectrum = new double[Math.multiplyExact(n, components + 1)];
        list.build(configurations, type, cutoff);
    }

    private int species(AtomicConfiguration configuration, int atom) {
        Integer index = speciesIndex.get(configuration.species(atom));
        if (index == null) {
            throw new IllegalArgumentException("configuration " + configuration.id() + ", atom " + (atom + 1)
                    + ": species " + configuration.species(atom) + " is not among the descriptor's elements "
                    + speciesIndex.keySet());
        }
        return index;
    }

    /** Computes the components of all atoms, without derivatives. */
    void expand() {
        for (int from = 0; from < order.length; from += chunk) {
            couple(order, from, Math.min(order.length, from + chunk), null);
        }
    }

    /**
     * Computes the derivatives with respect to the targets [first, last), and the components of all atoms that have any.
     * Central atoms come by species, those of a species ascending.
     *
     * @param strained whether strain is among the targets, of this range or of another: it decides on the shapes of
     *     products, so that bits do not depend on how targets are divided into ranges
     */
    void derivatives(int first, int last, boolean strained, Derivatives receiver) {
        int[] atoms =
                IntStream.of(order).filter(i -> contributes(i, first, last)).toArray();
        coupled.require((long) Math.min(atoms.length, chunk) * coupling.size());
        for (int from = 0; from < atoms.length; from += chunk) {
            for (PairBatch batch : couple(atoms, from, Math.min(atoms.length, from + chunk), coupled)) {
                gradients.compute(list, batch, coupled, strained, results);
                int lane = batch.firstLane();
                for (int l = lane; l <= batch.lastLane(); l++) {
                    hand(atoms[from + l], results[l - lane], first, last, receiver);
                }
            }
        }
    }

    /** Computes the components and their gradients of all atoms, and hands them over a chunk at a time. */
    void gradients(Chunks receiver) {
        coupled.require((long) Math.min(order.length, chunk) * coupling.size());
        for (int from = 0; from < order.length; from += chunk) {
            receiver.take(coupled, couple(order, from, Math.min(order.length, from + chunk), coupled));
        }
    }

    private boolean contributes(int i, int first, int last) {
        int strain = strain(owner[i]);
        if (i >= first && i < last || strain < last && strain + 2 > first) {
            return true;
        }
        for (int s = list.firstGroup[i]; s < list.firstGroup[i + 1]; s++) {
            if (list.groupAtom[s] >= first && list.groupAtom[s] < last) {
                return true;
            }
        }
        return false;
    }

    /** Components (and their gradients) of a chunk, atoms[from..to); returns the neighbours. */
    private List<PairBatch> couple(int[] atoms, int from, int to, NativeMatrix coupledGradients) {
        List<PairBatch> batches = densities.expand(list, type, atoms, from, to, coupledGradients != null);
        CentralAtoms centres = densities.centres();
        coupling.couple(centres, to - from, coupledGradients);
        for (int l = from; l < to; l++) {
            int at = atoms[l] * (components + 1);
            for (int t = 0; t < components; t++) {
                bispectrum[at + t] = centres.bispectrum[t][l - from];
            }
            bispectrum[at + components] = 1;
        }
        return batches;
    }

    /** Hands the derivatives of atom i's components to the targets that they are taken with respect to. */
    private void hand(int i, ComponentDerivatives result, int first, int last, Derivatives receiver) {
        Arrays.fill(own, 0);
        int groups = list.firstGroup[i + 1] - list.firstGroup[i];
        for (int s = 0; s < groups; s++) {
            int k = list.groupAtom[list.firstGroup[i] + s];
            Lanes.subtract(own, result.row(s), 3 * components);
            if (k >= first && k < last) {
                receiver.add(k, i, result.row(s));
            }
        }
        if (i >= first && i < last) {
            receiver.add(i, i, own);
        }
        int strain = strain(owner[i]);
        for (int k = Math.max(first, strain); k < Math.min(last, strain + 2); k++) {
            receiver.add(k, i, result.strain(k > strain));
        }
    }
}
