package org.potsweep.jobs.settings;

import java.util.List;

/**
 * The swept weights of a fit, each list distinct and in the order that was given.
 *
 * @param eweight what energy rows (eV/atom) are multiplied by
 * @param fweight what force rows (eV/angstrom) are multiplied by
 * @param ridge strengths of the ridge penalty; 0 is plain least squares
 */
public record FitSettings(List<Double> eweight, List<Double> fweight, List<Double> ridge) {

    public FitSettings {
        eweight = List.copyOf(eweight);
        fweight = List.copyOf(fweight);
        ridge = List.copyOf(ridge);
    }

    static FitSettings from(Section section) {
        List<Double> eweight = section.axis("eweight", ValueType.NOT_NEGATIVE);
        List<Double> fweight = section.axis("fweight", ValueType.NOT_NEGATIVE);
        List<Double> ridge = section.axis("ridge", ValueType.NOT_NEGATIVE);
        if (section.isSound() && eweight.contains(0.0) && fweight.contains(0.0)) {
            section.refuse("fweight", "has 0 and so has fit.eweight: a fit with both has no rows");
        }
        return new FitSettings(eweight, fweight, ridge);
    }
}
