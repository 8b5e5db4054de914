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

    /**
     * The potential that {@link #pairStyle} calls so.
     *
     * @throws IllegalArgumentException if there is none
     */
    static ReferencePotential ofPairStyle(String pairStyle) {
        String[] words = pairStyle.strip().split("\\s+");
        if (words.length == 1 && words[0].equals(NONE.pairStyle())) {
            return NONE;
        }
        if (words.length == 3 && words[0].equals("zbl")) {
            return new ZieglerBiersackLittmark(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
        }
        throw new IllegalArgumentException(
                "'" + pairStyle + "' is no reference potential: it is none, or zbl with two radii");
    }
}
