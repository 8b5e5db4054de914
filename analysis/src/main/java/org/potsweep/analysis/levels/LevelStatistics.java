package org.potsweep.analysis.levels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.potsweep.analysis.Quantiles;

/**
 * The errors of one level: of all structures, of each group, and against the size of the box.
 *
 * @param all of all structures
 * @param byGroup of each group, by its name
 * @param byShortestVector of the quarters of the periodic structures with the shortest, second shortest, ... shortest
 *     lattice vectors. k-point meshes of one spacing are coarser, relative to the zone, in larger boxes, and their
 *     errors are not the same. Quarters end at the quartiles, structures on a quartile belong to the quarter below it,
 *     and quarters without a structure are left out
 */
public record LevelStatistics(
        LevelErrors all, SortedMap<String, LevelErrors> byGroup, List<LevelErrors> byShortestVector) {

    /**
     * @param deviations one a structure, at least one
     * @param bulkId the structure whose deviation is the bulk shift
     * @throws IllegalArgumentException if there is no such structure
     */
    public static LevelStatistics of(List<LevelDeviation> deviations, String bulkId) {
        double bulk = deviations.stream()
                .filter(d -> d.structure().id().equals(bulkId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no structure " + bulkId))
                .energyEvPerAtom();
        double mean = LevelErrors.mean(deviations, LevelDeviation::energyEvPerAtom);
        SortedMap<String, LevelErrors> groups = new TreeMap<>();
        deviations.stream()
                .collect(Collectors.groupingBy(d -> d.structure().group()))
                .forEach((group, set) -> groups.put(group, LevelErrors.of(set, bulk, mean)));
        return new LevelStatistics(
                LevelErrors.of(deviations, bulk, mean),
                groups,
                quarters(deviations).stream()
                        .map(set -> LevelErrors.of(set, bulk, mean))
                        .toList());
    }

    /** The structure of lowest energy an atom at the reference level; of several, the one whose id comes first. */
    public static String lowestEnergy(List<LevelDeviation> deviations) {
        return deviations.stream()
                .min(Comparator.comparingDouble(LevelDeviation::referenceEnergyEvPerAtom)
                        .thenComparing(d -> d.structure().id()))
                .orElseThrow()
                .structure()
                .id();
    }

    private static List<List<LevelDeviation>> quarters(List<LevelDeviation> deviations) {
        List<LevelDeviation> periodic = deviations.stream()
                .filter(d -> !Double.isNaN(d.structure().shortestVectorAngstrom()))
                .toList();
        List<List<LevelDeviation>> quarters = new ArrayList<>();
        if (periodic.isEmpty()) {
            return quarters;
        }
        double[] ends = Quantiles.percentiles(
                periodic.stream()
                        .mapToDouble(d -> d.structure().shortestVectorAngstrom())
                        .toArray(),
                25,
                50,
                75,
                100);
        double above = Double.NEGATIVE_INFINITY;
        for (double end : ends) {
            double start = above;
            List<LevelDeviation> quarter = periodic.stream()
                    .filter(d -> d.structure().shortestVectorAngstrom() > start
                            && d.structure().shortestVectorAngstrom() <= end)
                    .toList();
            if (!quarter.isEmpty()) {
                quarters.add(quarter);
            }
            above = end;
        }
        return quarters;
    }
}
