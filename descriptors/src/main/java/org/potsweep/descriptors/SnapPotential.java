package org.potsweep.descriptors;

import java.util.ArrayList;
import java.util.List;

/**
 * Energy, forces and stress of a SNAP model, with its reference potential added. Holds mutable workspaces: use one
 * instance a thread.
 *
 * <p>Forces come by reverse differentiation, as in R. Gayatri, S. Moore, E. Weinberg et al., arXiv:2011.12875 (2020):
 * for up to {@link CentralAtoms#LANES} central atoms at a time (1) the densities; (2) the components and their gradients
 * with respect to the density ({@link Coupling}); (3) dE/dB of each atom and its product y with the gradients; (4) y . dU
 * of each neighbour ({@link AdjointForces}). The derivative of a component with respect to a position is never formed.
 *
 * <p>Memory: the neighbour list, 36 bytes a neighbour, and workspaces that grow with neither atoms nor neighbours:
 * outside the Java heap 6 MB at twojmax 10 and 20 MB at 14 for the gradients of step 2.
 */
public final class SnapPotential implements AutoCloseable {
    /** Neighbours in a batch: long vector loops whose rows stay in cache. */
    private static final int BATCH = 160;

    private final SnapParameters parameters;
    private final ReferencePotential reference;
    private final List<String> symbols;
    private final double[][] cutoff;
    private final BispectrumBasis basis;
    private final SiteEnergies sites;

    private final NeighbourList list = new NeighbourList();
    private final List<PairBatch> batches = new ArrayList<>();
    private final RotationLevels levels;
    private final CentralAtoms centres;
    private final Coupling coupling;
    private final AdjointForces adjoint;

    private final NativeMatrix gradients = new NativeMatrix();
    private final NativeMatrix weights = new NativeMatrix();
    private final NativeMatrix product = new NativeMatrix();
    private final double[] beta;
    private final double[] members;
    private final double[] y;
    private final int[] ends = new int[CentralAtoms.LANES];

    public SnapPotential(SnapModel model, ReferencePotential reference) {
        this.reference = reference;
        parameters = model.parameters();
        List<SnapParameters.Element> elements = parameters.elements();
        symbols = elements.stream().map(SnapParameters.Element::symbol).toList();
        cutoff = new double[elements.size()][elements.size()];
        for (int a = 0; a < elements.size(); a++) {
            for (int b = 0; b < elements.size(); b++) {
                cutoff[a][b] = parameters.rcutfac()
                        * (elements.get(a).radelem() + elements.get(b).radelem());
            }
        }
        basis = new BispectrumBasis(parameters.twojmax());
        sites = new SiteEnergies(model, basis.count());
        levels = new RotationLevels(parameters.twojmax());
        centres = new CentralAtoms(basis);
        coupling = new Coupling(basis, parameters);
        adjoint = new AdjointForces(parameters.twojmax(), levels);
        beta = new double[basis.count()];
        members = new double[basis.count()];
        y = new double[CentralAtoms.LANES * adjoint.size()];
    }

    /** Gives the memory outside the heap back at once, rather than when this object is collected. */
    @Override
    public void close() {
        gradients.close();
        weights.close();
        product.close();
    }

    /**
     * The energy, forces and stress of a configuration.
     *
     * @throws IllegalArgumentException if the model or its reference lacks a species, or atoms coincide
     * @throws ArithmeticException if a result is not finite
     */
    public Evaluation evaluate(AtomicConfiguration configuration) {
        int[] type = new int[configuration.natoms()];
        for (int i = 0; i < type.length; i++) {
            type[i] = symbols.indexOf(configuration.species(i));
            if (type[i] < 0) {
                throw new IllegalArgumentException("configuration " + configuration.id() + ", atom " + (i + 1)
                        + ": species " + configuration.species(i) + " is not among the model's elements " + symbols);
            }
        }
        list.build(configuration, type, cutoff);
        Evaluation result = new Evaluation(configuration);
        for (int from = 0; from < type.length; from += CentralAtoms.LANES) {
            chunk(type, from, Math.min(type.length, from + CentralAtoms.LANES), result);
        }
        result.add(reference.evaluate(configuration));
        result.requireFinite();
        return result;
    }

    /** Adds what the central atoms [from, to) contribute. */
    private void chunk(int[] type, int from, int to, Evaluation result) {
        gradients.require((long) (to - from) * coupling.size());
        int used = 0;
        for (int i = from; i < to; used++) {
            int end = batchEnd(i, to);
            expand(batch(used), type, i, end, i - from);
            i = end;
        }
        centres.complete(to - from);
        coupling.couple(centres, to - from, gradients);
        for (int i = from; i < to; i++) {
            result.atomEnergies[i] += sites.energy(type[i], centres.bispectrum, i - from, beta);
            weigh(i - from);
        }
        product.get(0, y, 0, (to - from) * adjoint.size());
        used = 0;
        for (int i = from; i < to; used++) {
            int end = batchEnd(i, to);
            for (int atom = i; atom < end; atom++) {
                ends[atom - i] = list.first[atom + 1] - list.first[i];
            }
            adjoint.compute(batch(used), ends, end - i, y, (i - from) * adjoint.size());
            collect(batch(used), i, end, result);
            i = end;
        }
    }

    private PairBatch batch(int index) {
        if (index == batches.size()) {
            batches.add(new PairBatch(parameters));
        }
        return batches.get(index);
    }

    /** The end of the batch that begins with atom {@code from}: as many atoms as fit, at least one. */
    private int batchEnd(int from, int to) {
        int end = from + 1;
        while (end < to && list.first[end + 1] - list.first[from] <= BATCH) {
            end++;
        }
        return end;
    }

    /** Fills a batch with the neighbours of atoms [from, to) and sums their densities into the lanes from firstLane. */
    private void expand(PairBatch batch, int[] type, int from, int to, int firstLane) {
        batch.clear(list.first[to] - list.first[from]);
        for (int i = from; i < to; i++) {
            for (int p = list.first[i]; p < list.first[i + 1]; p++) {
                int s = list.species[p];
                double wj = parameters.elements().get(s).wj();
                batch.add(list.x[p], list.y[p], list.z[p], list.r[p], cutoff[type[i]][s], wj, true);
            }
        }
        levels.start(batch);
        for (int j = 0; j <= parameters.twojmax(); j++) {
            if (j > 0) {
                levels.next();
            }
            for (int i = from; i < to; i++) {
                int start = list.first[i] - list.first[from];
                centres.sum(firstLane + i - from, j, levels, start, list.first[i + 1] - list.first[from]);
            }
        }
    }

    /** The product of dE/dB with the gradients of the components of a lane. */
    private void weigh(int lane) {
        weights.require(basis.count());
        product.require((long) CentralAtoms.LANES * adjoint.size());
        for (int j = 0; j <= parameters.twojmax(); j++) {
            int[] components = basis.members(j);
            for (int k = 0; k < components.length; k++) {
                members[k] = beta[components[k]];
            }
            weights.put(0, members, 0, components.length);
            int depth = 2 * BispectrumBasis.half(j);
            NativeMatrix.multiply(
                    false,
                    1,
                    depth,
                    components.length,
                    weights,
                    0,
                    components.length,
                    gradients,
                    (long) lane * coupling.size() + coupling.place(j),
                    depth,
                    0,
                    product,
                    (long) lane * adjoint.size() + adjoint.place(j),
                    depth);
        }
    }

    /** Adds the derivatives with respect to the neighbours of atoms [from, to) to forces and strain. */
    private void collect(PairBatch batch, int from, int to, Evaluation result) {
        for (int i = from; i < to; i++) {
            int group = list.firstGroup[i];
            for (int p = list.first[i]; p < list.first[i + 1]; p++) {
                int lane = p - list.first[from];
                double gx = adjoint.derivative(batch, 0, lane);
                double gy = adjoint.derivative(batch, 1, lane);
                double gz = adjoint.derivative(batch, 2, lane);
                result.addStrain(list.x[p], list.y[p], list.z[p], gx, gy, gz);
                if (p < list.self[i]) { // to an atom's own images its distance is fixed
                    while (p >= list.groupEnd(i, group)) {
                        group++;
                    }
                    pull(result.forces, i, gx, gy, gz);
                    pull(result.forces, list.groupAtom[group], -gx, -gy, -gz);
                }
            }
        }
    }

    private static void pull(double[] forces, int atom, double x, double y, double z) {
        forces[3 * atom] += x;
        forces[3 * atom + 1] += y;
        forces[3 * atom + 2] += z;
    }
}
