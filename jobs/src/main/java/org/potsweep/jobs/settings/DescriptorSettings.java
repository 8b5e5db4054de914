package org.potsweep.jobs.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapParameters.Element;

/**
 * The descriptors, at every size that is swept.
 *
 * @param variants every combination of the swept rcutfac, rfac0, chemflag, radelem and wj; at the largest swept twojmax,
 *     quadratic if any model is, elements sorted by symbol
 * @param twojmax the swept values, ascending
 * @param quadraticflag the swept values, linear models first
 */
public record DescriptorSettings(List<SnapParameters> variants, List<Integer> twojmax, List<Boolean> quadraticflag) {

    public DescriptorSettings {
        variants = List.copyOf(variants);
        twojmax = List.copyOf(twojmax);
        quadraticflag = List.copyOf(quadraticflag);
    }

    /** The first of the variants. */
    public SnapParameters snap() {
        return variants.get(0);
    }

    /** The settings, or null when they are unsound: the section then holds the problem. */
    static DescriptorSettings from(Section section) {
        int most = SnapParameters.MAX_TWOJMAX;
        List<Integer> twojmax =
                section.ascending("twojmax", ValueType.INTEGER.where(j -> j >= 0 && j <= most, "from 0 to " + most));
        List<Double> rcutfac = section.axis("rcutfac", ValueType.POSITIVE);
        List<Double> rfac0 = section.axis("rfac0", ValueType.NUMBER.where(part -> part > 0 && part <= 1, "in (0, 1]"));
        double rmin0 = section.get("rmin0", ValueType.NOT_NEGATIVE);
        boolean switchinnerflag = section.get("switchinnerflag", ValueType.FLAG);
        List<List<Element>> elements = elements(section.named("elements"), switchinnerflag);
        boolean switchflag = section.get("switchflag", ValueType.FLAG);
        boolean bzeroflag = section.get("bzeroflag", ValueType.FLAG);
        boolean bnormflag = section.get("bnormflag", ValueType.FLAG);
        List<Boolean> quadraticflag =
                section.axis("quadraticflag", ValueType.FLAG).stream().sorted().toList();
        List<Boolean> chemflag = section.axis("chemflag", ValueType.FLAG);
        boolean wselfallflag = section.get("wselfallflag", ValueType.FLAG);
        boolean intercept = section.get("intercept", ValueType.FLAG);
        if (wselfallflag && !chemflag.contains(true)) {
            section.refuse("wselfallflag", "is only read with descriptor.chemflag = 1");
        }
        if (!section.isSound()) {
            return null;
        }
        int largest = twojmax.get(twojmax.size() - 1);
        List<SnapParameters> variants = new ArrayList<>();
        try {
            for (double cutoff : rcutfac) {
                for (double share : rfac0) {
                    for (boolean chem : chemflag) {
                        for (List<Element> choice : elements) {
                            variants.add(new SnapParameters(
                                    largest,
                                    cutoff,
                                    share,
                                    rmin0,
                                    choice,
                                    switchflag,
                                    bzeroflag,
                                    bnormflag,
                                    quadraticflag.contains(true),
                                    chem,
                                    wselfallflag && chem,
                                    switchinnerflag,
                                    intercept));
                        }
                    }
                }
            }
        } catch (IllegalArgumentException unsound) {
            section.refuse(unsound.getMessage());
            return null;
        }
        return new DescriptorSettings(variants, twojmax, quadraticflag);
    }

    /** Every combination of the elements' swept radii and weights. */
    private static List<List<Element>> elements(Map<String, Section> sections, boolean switchinnerflag) {
        List<List<Element>> combinations = List.of(List.of());
        for (Map.Entry<String, Section> entry : sections.entrySet()) {
            List<List<Element>> extended = new ArrayList<>();
            List<Element> choices = element(entry.getKey(), entry.getValue(), switchinnerflag);
            for (List<Element> combination : combinations) {
                for (Element choice : choices) {
                    List<Element> longer = new ArrayList<>(combination);
                    longer.add(choice);
                    extended.add(longer);
                }
            }
            combinations = extended;
        }
        return combinations;
    }

    private static List<Element> element(String symbol, Section element, boolean switchinnerflag) {
        if (!symbol.matches("[A-Z][a-z]?")) {
            element.refuse("not the symbol of a chemical element, such as Be");
        }
        List<Double> radelem = element.axis("radelem", ValueType.POSITIVE);
        List<Double> wj = element.axis("wj", ValueType.NUMBER);
        double sinner = inner(element, "sinner", ValueType.NOT_NEGATIVE, switchinnerflag);
        double dinner = inner(element, "dinner", ValueType.POSITIVE, switchinnerflag);
        List<Element> choices = new ArrayList<>();
        for (double radius : radelem) {
            for (double weight : wj) {
                choices.add(new Element(symbol, radius, weight, sinner, dinner));
            }
        }
        return choices;
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
