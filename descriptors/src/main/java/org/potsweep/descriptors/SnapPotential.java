package org.potsweep.descriptors;

import java.util.List;

/**
 * Energy, forces and stress of a SNAP model, with its reference potential added. Holds mutable workspaces: use one
 * instance a thread.
 *
 * <p>Forces come by reverse differentiation, as in R. Gayatri, S. Moore, E. Weinberg et al., arXiv:2011.12875 (2020):
 * for a chunk of central atoms at a time (1) the densities; (2) the components and their gradients with respect to the
 * density ({@link BispectrumCalculator}); (3) dE/dB of each atom and its product y with the gradients; (4) y . dU
 * of each neighbour ({@link AdjointForces}). The derivative of a component with respect to a position is never formed.
 *
 * <p>Memory: the neighbour list, 36 bytes a neighbour, and workspaces that grow with neither atoms nor neighbours:
 * outside the Java heap the gradients of step 2, 6 MB at twojmax 10 and 25 MB at 14, with {@code chemflag} up to 128 MB.
 */
public final class SnapPotential implements AutoCloseable {
    private final ReferencePotential reference;
    private final BispectrumBasis basis;
    private final SiteEnergies sites;
    private final BispectrumCalculator calculator;
    private final AdjointForces adjoint;

    private final NativeMatrix weights = new NativeMatrix();
    private final NativeMatrix product = new NativeMatrix();
    private final double[] beta;
    private final double[] members;
    private final double[] y;

    public SnapPotential(SnapModel model, ReferencePotential reference) {
        this.reference = reference;
        basis = new BispectrumBasis(model.parameters());
        sites = new SiteEnergies(model, basis.count());
        calculator = new BispectrumCalculator(model.parameters());
        adjoint = new AdjointForces(basis);
        beta = new double[basis.count()];
        members = new double[basis.count()];
        y = new double[CentralAtoms.LANES * adjoint.size()];
    }

    /** Gives the memory outside the heap back at once, rather than when this object is collected. */
    @Override
    public void close() {
        calculator.close();
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
        calculator.prepare(List.of(configuration));
        Evaluation result = new Evaluation(configuration);
        calculator.gradients((gradients, batches) -> {
            int last = -1;
            for (PairBatch batch : batches) {
                for (Run run : batch.runs) {
                    if (run.lane() > last) { // an atom may have several runs
                        last = run.lane();
                        weigh(run.atom(), last, gradients, result);
                    }
                }
            }
            product.get(0, y, 0, (last + 1) * adjoint.size());
            for (PairBatch batch : batches) {
                adjoint.compute(batch, y);
                batch.runs.forEach(run -> collect(batch, run, result));
            }
        });
        result.add(reference.evaluate(configuration));
        result.requireFinite();
        return result;
    }

    /** Adds the energy of an atom and multiplies dE/dB with the gradients of its components. */
    private void weigh(int atom, int lane, NativeMatrix gradients, Evaluation result) {
        int species = calculator.type()[atom];
        int offset = atom * (basis.count() + 1);
        result.atomEnergies[atom] += sites.energy(species, calculator.bispectrum(), offset, beta);
        Coupling coupling = calculator.coupling();
        weights.require(basis.count());
        product.require(y.length);
        for (int block = 0; block < basis.blocks(); block++) {
            int[] components = basis.members(block);
            for (int k = 0; k < components.length; k++) {
                members[k] = beta[components[k]];
            }
            weights.put(0, members, 0, components.length);
            int depth = 2 * BispectrumBasis.half(basis.j(block));
            NativeMatrix.multiply(
                    false,
                    1,
                    depth,
                    components.length,
                    weights,
                    0,
                    components.length,
                    gradients,
                    (long) lane * coupling.size() + coupling.place(block),
                    depth,
                    0,
                    product,
                    (long) lane * adjoint.size() + adjoint.place(block),
                    depth);
        }
    }

    /** Adds the derivatives with respect to the neighbours of a run to forces and strain. */
    private void collect(PairBatch batch, Run run, Evaluation result) {
        NeighbourList list = calculator.neighbours();
        int group = run.firstGroup();
        for (int p = run.first(); p < run.end(); p++) {
            int lane = run.offset() + p - run.first();
            double gx = adjoint.derivative(batch, 0, lane);
            double gy = adjoint.derivative(batch, 1, lane);
            double gz = adjoint.derivative(batch, 2, lane);
            result.addStrain(list.x[p], list.y[p], list.z[p], gx, gy, gz);
            if (p < run.self()) { // to an atom's own images its distance is fixed
                while (p >= list.groupEnd(run.atom(), group)) {
                    group++;
                }
                pull(result.forces, run.atom(), gx, gy, gz);
                pull(result.forces, list.groupAtom[group], -gx, -gy, -gz);
            }
        }
    }

    private static void pull(double[] forces, int atom, double x, double y, double z) {
        forces[3 * atom] += x;
        forces[3 * atom + 1] += y;
        forces[3 * atom + 2] += z;
    }
}
