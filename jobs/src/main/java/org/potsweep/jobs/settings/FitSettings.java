package org.potsweep.jobs.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.potsweep.jobs.dataset.LevelSource;

/**
 * The swept weights of a fit, each list distinct and in the order that was given, and the weights of single
 * configurations.
 *
 * @param eweight what energy rows (eV/atom) are multiplied by
 * @param fweight what force rows (eV/angstrom) are multiplied by
 * @param vweight what stress rows (GPa) are multiplied by; where all are 0 there are no stress rows
 * @param ridge strengths of the ridge penalty; 0 is plain least squares
 * @param levels names of the levels that are fitted to, in the order of the dataset's levels
 * @param groupWeights factors on the weights of groups; the first that matches counts
 * @param boltzmann weights by energy
 */
public record FitSettings(
        List<Double> eweight,
        List<Double> fweight,
        List<Double> vweight,
        List<Double> ridge,
        List<String> levels,
        List<GroupWeight> groupWeights,
        Optional<Boltzmann> boltzmann) {

    /**
     * Factors on the weights of the configurations of some groups.
     *
     * @param groups regular expression that the whole name of a group matches
     */
    public record GroupWeight(String groups, double eweight, double fweight, double vweight) {}

    /**
     * All rows of a configuration are multiplied by exp(-(e - e_min) / k_B T), e its energy an atom at the reference
     * level, but at least by {@code minimum}.
     *
     * @param temperatureKelvin T
     */
    public record Boltzmann(double temperatureKelvin, double minimum) {}

    public FitSettings {
        eweight = List.copyOf(eweight);
        fweight = List.copyOf(fweight);
        vweight = List.copyOf(vweight);
        ridge = List.copyOf(ridge);
        levels = List.copyOf(levels);
        groupWeights = List.copyOf(groupWeights);
    }

    /** @param levels all levels of the dataset; empty where they are unknown */
    static FitSettings from(Section section, List<LevelSource> levels) {
        List<Double> eweight = section.axis("eweight", ValueType.NOT_NEGATIVE);
        List<Double> fweight = section.axis("fweight", ValueType.NOT_NEGATIVE);
        List<Double> vweight = section.axis("vweight", ValueType.NOT_NEGATIVE);
        List<Double> ridge = section.axis("ridge", ValueType.NOT_NEGATIVE);
        if (section.isSound() && eweight.contains(0.0) && fweight.contains(0.0) && vweight.contains(0.0)) {
            section.refuse("fweight", "has 0 and so have fit.eweight and fit.vweight: a fit with these has no rows");
        }
        return new FitSettings(
                eweight,
                fweight,
                vweight,
                ridge,
                levels(section, levels),
                section.sections("group-weights").stream()
                        .map(FitSettings::groupWeight)
                        .toList(),
                boltzmann(section.section("boltzmann")));
    }

    private static List<String> levels(Section section, List<LevelSource> levels) {
        Map<String, String> names =
                levels.stream().collect(Collectors.toMap(LevelSource::name, LevelSource::name, (a, b) -> a));
        List<String> all = levels.stream().map(LevelSource::name).toList();
        List<String> wanted = section.list(
                "levels",
                names.isEmpty() ? ValueType.TEXT : ValueType.oneOf(names, "one of " + String.join(", ", all)));
        return wanted.isEmpty() ? all : all.stream().filter(wanted::contains).toList();
    }

    private static GroupWeight groupWeight(Section section) {
        return new GroupWeight(
                section.get("groups", ValueType.PATTERN),
                section.optional("eweight", ValueType.NOT_NEGATIVE).orElse(1.0),
                section.optional("fweight", ValueType.NOT_NEGATIVE).orElse(1.0),
                section.optional("vweight", ValueType.NOT_NEGATIVE).orElse(1.0));
    }

    private static Optional<Boltzmann> boltzmann(Section section) {
        double minimum = section.get("minimum", ValueType.NOT_NEGATIVE);
        return section.optional("temperature-kelvin", ValueType.POSITIVE)
                .map(temperature -> new Boltzmann(temperature, minimum));
    }

    /** Whether any fit takes stress rows. */
    public boolean stress() {
        return vweight.stream().anyMatch(weight -> weight > 0);
    }
}
