package org.potsweep.descriptors;

import java.io.Serializable;

/** A potential that is subtracted from the labels before a fit and added back when the fit is evaluated. */
public sealed interface ReferencePotential extends Serializable permits NoReference, ZieglerBiersackLittmark {
    /** No reference: zero everywhere. */
    ReferencePotential NONE = new NoReference();

    /**
     * Its energy, forces and stress.
     *
     * @throws IllegalArgumentException if it has no parameters for a species, or atoms coincide
     */
    Evaluation evaluate(AtomicConfiguration configuration);

    /** What LAMMPS calls it: the arguments of its {@code pair_style} command, lengths in angstrom. */
    String pairStyle();
}
