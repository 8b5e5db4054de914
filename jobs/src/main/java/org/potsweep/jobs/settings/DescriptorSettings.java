package org.potsweep.jobs.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapParameters.Element;

/**
 * The descriptor, at every size that is swept.
 *
 * @param snap the descriptor at the largest swept twojmax, its elements sorted by symbol
 * @param twojmax the swept values, ascending
 */
public record DescriptorSettings(SnapParameters snap, List<Integer> twojmax) {

    public DescriptorSettings {
        twojmax = List.copyOf(twojmax);
    }

    /** The settings, or null when they are unsound: the section then holds the problem. */
    static DescriptorSettings from(Section section) {
        int most = SnapParameters.MAX_TWOJMAX;
        List<Integer> twojmax =
                section.ascending("twojmax", ValueType.INTEGER.where(j -> j >= 0 && j <= most, "from 0 to " + most));
        double rcutfac = section.get("rcutfac", ValueType.POSITIVE);
        double rfac0 = section.get("rfac0", ValueType.NUMBER.where(part -> part > 0 && part <= 1, "in (0, 1]"));
        double rmin0 = section.get("rmin0", ValueType.NOT_NEGATIVE);
        boolean switchinnerflag = section.get("switchinnerflag", ValueType.FLAG);
        List<Element> elements = elements(section.named("elements"), switchinnerflag);
        boolean switchflag = section.get("switchflag", ValueType.FLAG);
        boolean bzeroflag = section.get("bzeroflag", ValueType.FLAG);
        boolean bnormflag = section.get("bnormflag", ValueType.FLAG);
        boolean quadraticflag = section.get("quadraticflag", ValueType.FLAG);
        boolean chemflag = section.get("chemflag", ValueType.FLAG);
        boolean wselfallflag = section.get("wselfallflag", ValueType.FLAG);
        boolean intercept = section.get("intercept", ValueType.FLAG);
        if (wselfallflag && !chemflag) {
            section.refuse("wselfallflag", "is only read with descriptor.chemflag = 1");
        }
        if (!section.isSound()) {
            return null;
        }
        try {
            int largest = twojmax.get(twojmax.size() - 1);
            SnapParameters snap = new SnapParameters(
                    largest,
                    rcutfac,
                    rfac0,
                    rmin0,
                    elements,
                    switchflag,
                    bzeroflag,
                    bnormflag,
                    quadraticflag,
                    chemflag,
                    wselfallflag,
                    switchinnerflag,
                    intercept);
            return new DescriptorSettings(snap, twojmax);
        } catch (IllegalArgumentException unsound) {
            section.refuse(unsound.getMessage());
            return null;
        }
    }

    private static List<Element> elements(Map<String, Section> sections, boolean switchinnerflag) {
        List<Element> elements = new ArrayList<>();
        sections.forEach((symbol, element) -> {
            if (!symbol.matches("[A-Z][a-z]?")) {
                element.refuse("not the symbol of a chemical element, such as Be");
            }
            double radelem = element.get("radelem", ValueType.POSITIVE);
            double wj = element.get("wj", ValueType.NUMBER);
            elements.add(new Element(
                    symbol,
                    radelem,
                    wj,
                    inner(element, "sinner", ValueType.NOT_NEGATIVE, switchinnerflag),
                    inner(element, "dinner", ValueType.POSITIVE, switchinnerflag)));
        });
        return elements;
    }

    /** A length of the inner switch, which an element only needs when there is one. */
    private static double inner(Section element, String key, ValueType<Double> type, boolean needed) {
        if (needed) {
            return element.get(key, type);
        }
        if (element.optional(key, type).isPresent()) {
            element.refuse(key, "is only read with descriptor.switchinnerflag = 1");
        }
        return 0;
    }
}
