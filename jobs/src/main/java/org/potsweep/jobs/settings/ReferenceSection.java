package org.potsweep.jobs.settings;

import java.util.Optional;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.ZieglerBiersackLittmark;

/** Reads the section {@code reference-potential}. */
final class ReferenceSection {
    private enum Type {
        NONE,
        ZBL
    }

    private ReferenceSection() {}

    /** The potential; none when the section is unsound and holds the problem. */
    static ReferencePotential read(Section section) {
        Type type = section.get("type", ValueType.oneOf(Type.class));
        Optional<Double> inner = section.optional("zbl-inner-angstrom", ValueType.POSITIVE);
        Optional<Double> outer = section.optional("zbl-outer-angstrom", ValueType.POSITIVE);
        if (!section.isSound()) {
            return ReferencePotential.NONE;
        }
        if (type == Type.NONE) {
            if (inner.isPresent() || outer.isPresent()) {
                section.refuse(
                        inner.isPresent() ? "zbl-inner-angstrom" : "zbl-outer-angstrom",
                        "is only read with reference-potential.type = zbl");
            }
            return ReferencePotential.NONE;
        }
        if (inner.isEmpty() || outer.isEmpty()) {
            section.refuse("type", "zbl needs zbl-inner-angstrom and zbl-outer-angstrom");
            return ReferencePotential.NONE;
        }
        try {
            return new ZieglerBiersackLittmark(inner.get(), outer.get());
        } catch (IllegalArgumentException unsound) {
            section.refuse("zbl-outer-angstrom", unsound.getMessage());
            return ReferencePotential.NONE;
        }
    }
}
