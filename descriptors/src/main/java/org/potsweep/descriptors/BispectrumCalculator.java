package org.potsweep.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The bispectrum components of every atom of a configuration and their derivatives. Mutable workspace.
 *
 * <p><b>What is computed.</b> A neighbour at r is a rotation, a point of the three-sphere ({@link PairBatch}); its matrix
 * elements u(j; mb, ma) for j = 0 .. 2Jmax ({@link RotationLevels}), weighted and summed over neighbours, are the
 * coefficients U of the neighbour density ({@link CentralAtoms}); B(j1,j2,j) = sum U*(j) Z(j1,j2,j), where Z couples
 * U(j1) and U(j2) to j ({@link Coupling}); dB = sum over its blocks of weight Z dU ({@link Gradients}). Bartok, Payne,
 * Kondor and Csanyi, Phys. Rev. Lett. 104 (2010) 136403; Thompson, Swiler, Trott, Foiles and Tucker, J. Comput. Phys.
 * 285 (2015) 316; Varshalovich, Moskalev and Khersonskii (1988), ch. 4 and 8. With {@code chemflag} every element has a
 * density of its own and components couple all of them (Cusentino, Wood and Thompson, J. Phys. Chem. A 124 (2020) 5456);
 * without it there is one density, of one channel.
 *
 * <p><b>Order of work.</b> Chunks of up to {@link CentralAtoms#LANES} central atoms (fewer where their gradients would
 * take more than 128 MB, as with many channels): (1) the densities of all of them,
 * neighbours in lanes, a batch of atoms at a time; (2) the coupling, central atoms in lanes; (3) the derivatives of the
 * rotations, neighbours in lanes again, and their products with the gradients. Step 3 computes the rotations anew,
 * which costs no more than to store and fetch those of a chunk.
 *
 * <p><b>Storage.</b> A quantity (j; mb, ma) is a row of doubles, one a lane; real and imaginary parts are rows of their
 * own, or halves of one row. All loops over lanes are in {@link Lanes}. Only the (j+1)^2/2 elements with mb <= j/2
 * (in the middle row ma <= mb) are kept; the others are conjugates. Matrices for OpenBLAS are outside the heap, row by
 * row, (real, imaginary) pairs side by side.
 *
 * <p><b>Cost an atom</b>, n neighbours, 2Jmax 8 (10): rotations 2 x 150 n (253 n) elements of 16 flops; products of
 * coefficients 16 500 (51 400) of 6 flops and 32 400 (120 900) terms of 4; derivatives of the rotations 150 n (253 n)
 * elements of 26; products with the gradients 26 000 n (67 000 n) flops, by dgemm. At 58 neighbours and 2Jmax 10 that
 * is 0.5 + 0.8 + 0.4 + 3.9 MFlop; the loops run at 10 to 25 GFlop/s and dgemm at 60 to 90, so coupling, derivatives with
 * their copies, and dgemm take similar times.
 *
 * <p><b>Targets</b> of derivatives are the atoms, with three coordinates each, and two more with the six components of
 * strain: target N has xx, yy, zz and target N + 1 has yz, xz, xy.
 */
final class BispectrumCalculator implements AutoCloseable {
    /** Receives derivatives of components of atom i with respect to the three coordinates of a target. */
    interface Derivatives {
        void add(int target, int i, double[] x, double[] y, double[] z);
    }

    /** Receives chunks of central atoms whose components, and gradients with respect to the density, are known. */
    interface Chunks {
        /**
         * @param gradients of each lane, as {@link Coupling} places them
         * @param batches the neighbours of these atoms, with the derivatives of their rotations
         */
        void take(NativeMatrix gradients, List<PairBatch> batches);
    }

    /** Neighbours in a batch: long vector loops whose rows stay in cache. */
    private static final int BATCH = 160;

    /** Doubles of the gradients of a chunk. */
    private static final int GRADIENTS = 16_000_000;

    private final SnapParameters parameters;
    private final boolean chemflag;
    private final int components;
    private final int chunk;
    private final Interaction[][] interactions;
    private final double[][] cutoff;
    private final Map<String, Integer> speciesIndex = new HashMap<>();

    private final List<PairBatch> batches = new ArrayList<>();
    private final RotationLevels levels;
    private final CentralAtoms centres;
    private final Coupling coupling;
    private final Gradients gradients;
    private final NativeMatrix coupled = new NativeMatrix();
    private final ComponentDerivatives[] results = new ComponentDerivatives[CentralAtoms.LANES];
    private final double[][] own;

    private final NeighbourList list = new NeighbourList();
    private int[] type;
    private int[] order;
    private double[] bispectrum;

    BispectrumCalculator(SnapParameters parameters) {
        this.parameters = parameters;
        chemflag = parameters.chemflag();
        BispectrumBasis basis = new BispectrumBasis(parameters);
        components = basis.count();
        for (SnapParameters.Element element : parameters.elements()) {
            speciesIndex.put(element.symbol(), speciesIndex.size());
        }
        interactions = Interaction.table(parameters);
        cutoff = Arrays.stream(interactions)
                .map(row -> Arrays.stream(row).mapToDouble(Interaction::rcut).toArray())
                .toArray(double[][]::new);
        levels = new RotationLevels(parameters.twojmax());
        centres = new CentralAtoms(basis, parameters);
        coupling = new Coupling(basis, parameters);
        chunk = Math.max(1, Math.min(CentralAtoms.LANES, GRADIENTS / coupling.size()));
        gradients = new Gradients(basis, coupling, levels);
        Arrays.setAll(results, i -> new ComponentDerivatives(components));
        own = new double[3][components];
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

    NeighbourList neighbours() {
        return list;
    }

    Coupling coupling() {
        return coupling;
    }

    /** How many atoms have components that depend on a target. */
    int terms(int target) {
        boolean strain = target >= type.length;
        return strain ? type.length : 1 + list.firstGroup[target + 1] - list.firstGroup[target];
    }

    /**
     * Finds the neighbours of all atoms.
     *
     * @throws IllegalArgumentException if a species is not in the parameters, or atoms coincide
     */
    void prepare(AtomicConfiguration configuration) {
        int n = configuration.natoms();
        type = new int[n];
        for (int i = 0; i < n; i++) {
            Integer index = speciesIndex.get(configuration.species(i));
            if (index == null) {
                throw new IllegalArgumentException("configuration " + configuration.id() + ", atom " + (i + 1)
                        + ": species " + configuration.species(i) + " is not among the descriptor's elements "
                        + speciesIndex.keySet());
            }
            type[i] = index;
        }
        order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingInt(i -> type[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        bispectrum = new double[n * (components + 1)];
        list.build(configuration, type, cutoff);
    }

    /** Computes the components of all atoms. */
    void components(AtomicConfiguration configuration) {
        prepare(configuration);
        for (int from = 0; from < order.length; from += chunk) {
            couple(order, from, Math.min(order.length, from + chunk), null);
        }
    }

    /**
     * Computes the derivatives with respect to the targets [first, last), and the components of all atoms that have any.
     * Central atoms come by species, those of a species ascending.
     */
    void derivatives(int first, int last, Derivatives receiver) {
        int[] atoms =
                IntStream.of(order).filter(i -> contributes(i, first, last)).toArray();
        boolean strained = last > order.length;
        coupled.require((long) Math.min(atoms.length, chunk) * coupling.size());
        for (int from = 0; from < atoms.length; from += chunk) {
            int to = Math.min(atoms.length, from + chunk);
            couple(atoms, from, to, coupled);
            int used = 0;
            for (int i = from; i < to; used++) {
                int end = batchEnd(atoms, i, to);
                gradients.compute(list, batches.get(used), coupled, strained, results);
                for (int l = i; l < end; l++) {
                    hand(atoms[l], results[l - i], first, last, receiver);
                }
                i = end;
            }
        }
    }

    /** Computes the components and their gradients of all atoms, and hands them over a chunk at a time. */
    void gradients(Chunks receiver) {
        coupled.require((long) Math.min(order.length, chunk) * coupling.size());
        for (int from = 0; from < order.length; from += chunk) {
            int used = couple(order, from, Math.min(order.length, from + chunk), coupled);
            receiver.take(coupled, batches.subList(0, used));
        }
    }

    private boolean contributes(int i, int first, int last) {
        if (last > order.length || i >= first && i < last) {
            return true;
        }
        for (int s = list.firstGroup[i]; s < list.firstGroup[i + 1]; s++) {
            if (list.groupAtom[s] >= first && list.groupAtom[s] < last) {
                return true;
            }
        }
        return false;
    }

    /** Components (and their gradients) of a chunk, atoms[from..to); tells how many batches it takes. */
    private int couple(int[] atoms, int from, int to, NativeMatrix coupledGradients) {
        centres.start(atoms, from, to, type);
        int used = 0;
        for (int i = from; i < to; used++) {
            if (used == batches.size()) {
                batches.add(new PairBatch(parameters));
            }
            int end = batchEnd(atoms, i, to);
            fill(batches.get(used), atoms, i, end, i - from, coupledGradients != null);
            expand(batches.get(used));
            i = end;
        }
        centres.complete(to - from);
        coupling.couple(centres, to - from, coupledGradients);
        for (int l = from; l < to; l++) {
            int at = atoms[l] * (components + 1);
            for (int t = 0; t < components; t++) {
                bispectrum[at + t] = centres.bispectrum[t][l - from];
            }
            bispectrum[at + components] = 1;
        }
        return used;
    }

    /** The end of the batch that begins with atoms[from]: as many atoms as fit, at least one. */
    private int batchEnd(int[] atoms, int from, int to) {
        int end = from;
        int size = 0;
        while (end < to) {
            size += neighbours(atoms[end]);
            if (end > from && size > BATCH) {
                break;
            }
            end++;
        }
        return end;
    }

    private int neighbours(int atom) {
        return list.first[atom + 1] - list.first[atom];
    }

    private void fill(PairBatch batch, int[] atoms, int from, int to, int firstLane, boolean derivatives) {
        int size = 0;
        for (int l = from; l < to; l++) {
            size += neighbours(atoms[l]);
        }
        batch.clear(size);
        for (int l = from; l < to; l++) {
            int i = atoms[l];
            addRuns(batch, i, firstLane + l - from);
            for (int p = list.first[i]; p < list.first[i + 1]; p++) {
                Interaction interaction = interactions[type[i]][list.species[p]];
                batch.add(list.x[p], list.y[p], list.z[p], list.r[p], interaction, derivatives);
            }
        }
    }

    /** Notes the runs of atom i's neighbours, which are about to be added to the batch. */
    private void addRuns(PairBatch batch, int i, int lane) {
        int start = list.first[i];
        int self = list.self[i];
        int end = list.first[i + 1];
        int group = list.firstGroup[i];
        int last = list.firstGroup[i + 1];
        if (!chemflag || start == end) {
            batch.runs.add(new Run(i, lane, 0, batch.count, start, self, end, group, last));
            return;
        }
        int from = start;
        while (from < self) {
            int to = from;
            int firstGroup = group;
            int species = list.species[from];
            while (group < last && type[list.groupAtom[group]] == species) {
                to = list.groupEnd(i, group++);
            }
            batch.runs.add(new Run(i, lane, species, batch.count + from - start, from, to, to, firstGroup, group));
            from = to;
        }
        if (self < end) {
            batch.runs.add(new Run(i, lane, type[i], batch.count + self - start, self, self, end, last, last));
        }
    }

    private void expand(PairBatch batch) {
        levels.start(batch);
        for (int j = 0; j <= parameters.twojmax(); j++) {
            if (j > 0) {
                levels.next();
            }
            for (Run run : batch.runs) {
                int to = run.offset() + run.end() - run.first();
                centres.add(run.lane(), run.channel(), j, levels, run.offset(), to);
            }
        }
    }

    /** Hands the derivatives of atom i's components to the targets that they are taken with respect to. */
    private void hand(int i, ComponentDerivatives result, int first, int last, Derivatives receiver) {
        for (double[] axis : own) {
            Arrays.fill(axis, 0);
        }
        int groups = list.firstGroup[i + 1] - list.firstGroup[i];
        for (int s = 0; s < groups; s++) {
            int k = list.groupAtom[list.firstGroup[i] + s];
            for (int axis = 0; axis < 3; axis++) {
                Lanes.subtract(own[axis], result.row(axis, s), components);
            }
            if (k >= first && k < last) {
                receiver.add(k, i, result.row(0, s), result.row(1, s), result.row(2, s));
            }
        }
        if (i >= first && i < last) {
            receiver.add(i, i, own[0], own[1], own[2]);
        }
        for (int k = Math.max(first, order.length); k < last; k++) {
            int c = 3 * (k - order.length);
            receiver.add(k, i, result.strain(c), result.strain(c + 1), result.strain(c + 2));
        }
    }
}
