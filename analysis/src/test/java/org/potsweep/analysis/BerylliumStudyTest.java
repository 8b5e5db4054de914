package org.potsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The published 2Jmax 6 results of Baghishov, Janssen, Henkelman and Perez (Digital Discovery, d5dd00294j), read from
 * {@code ../shared/reference/beryllium-study} above the working directory or from the folder
 * {@code -Dpotsweep.reference=...}; skipped where neither exists. The numbers 432, 161 and 151 were computed
 * independently from the same files.
 */
class BerylliumStudyTest {
    private static final double[] LEVEL_SECONDS = {8.33, 10.02, 14.80, 19.18, 91.99, 996.14};
    private static final List<String> KEY = List.of("Subsample size", "Energy Weight", "2Jmax", "Train Precision");
    private static final List<Objective> OBJECTIVES = List.of(
            Objective.minimise("Testing Energy RMSE (6th precision)"),
            Objective.minimise("Testing Force RMSE (6th precision)"),
            Objective.minimise("DFT seconds").inLog10());

    /** Replicates of energy error (eV/atom), force error (eV/angstrom) and DFT cost (s) by cell. */
    private static final Map<List<Double>, List<double[]>> REPLICATES = new LinkedHashMap<>();

    @BeforeAll
    static void readTheStudy() throws IOException {
        Optional<Path> folder = folder();
        assumeTrue(folder.isPresent(), "the beryllium study's CSV files are not beside this clone");
        try (Stream<Path> files = Files.list(folder.get())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
                read(file);
            }
        }
    }

    private static Optional<Path> folder() {
        String property = System.getProperty("potsweep.reference");
        Stream<Path> above = Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                .map(p -> p.resolve("../shared/reference").normalize());
        return Stream.concat(Stream.ofNullable(property).map(Path::of), above)
                .map(p -> p.resolve("beryllium-study"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static void read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> header = List.of(lines.get(0).split(","));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",");
            List<Double> key = KEY.stream()
                    .map(name -> Double.valueOf(fields[header.indexOf(name)]))
                    .toList();
            double energy =
                    Double.parseDouble(fields[header.indexOf(OBJECTIVES.get(0).name())]);
            double force =
                    Double.parseDouble(fields[header.indexOf(OBJECTIVES.get(1).name())]);
            double cost = key.get(0) * LEVEL_SECONDS[key.get(3).intValue() - 1];
            REPLICATES.computeIfAbsent(key, k -> new ArrayList<>()).add(new double[] {energy, force, cost});
        }
    }

    private static double[][][] cells() {
        return REPLICATES.values().stream()
                .map(rows -> rows.toArray(double[][]::new))
                .toArray(double[][][]::new);
    }

    private static double[][] medians() {
        return Arrays.stream(cells())
                .map(cell -> ReplicateSummary.of(cell).medians())
                .toArray(double[][]::new);
    }

    @Test
    void frontsOfMediansHaveThePublishedSizes() {
        double[][] medians = medians();
        assertThat(medians).hasNumberOfRows(432);
        assertThat(ParetoFront.of(medians, OBJECTIVES, Dominance.STRICT)).hasSize(161);
        assertThat(ParetoFront.of(medians, OBJECTIVES, Dominance.STANDARD)).hasSize(151);
    }
}
