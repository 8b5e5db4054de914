package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.jobs.settings.SettingsReader;

/**
 * Fits that no unique solution has: to a single configuration, with an element that the data lack (columns of zeros),
 * with equal columns (chemflag), with more coefficients than rows. Everything must be finite, and equal the minimum-norm
 * solution of the equilibrated rows.
 */
class DegenerateFitsTest {
    @TempDir
    private static Path folder;

    private static final List<DenseSweep> SWEEPS = new ArrayList<>();

    @BeforeAll
    static void run() throws IOException {
        new KnownModel(60).write(folder, ReferencePotential.NONE);
        Path conf = Files.writeString(folder.resolve("sweep.conf"), """
                potsweep {
                  dataset.levels = [{ name = crude, file = "crude.xyz" }, { name = fine, file = "fine.xyz" }]
                  descriptor {
                    twojmax = [0, 2]
                    rcutfac = 4.8
                    elements {
                      W { radelem = 0.5, wj = 1 }
                      Ta { radelem = 0.5, wj = 0.8 }
                      Be { radelem = 0.42, wj = 0.96 }
                    }
                  }
                  sampling { strategies = [random, block-leverage], sizes = [1, 25] }
                  fit.eweight = [10, 300]
                  fit.levels = [fine]
                }
                """);
        Map<String, String> equalColumns = Map.of("descriptor.chemflag", "[0, 1]", "descriptor.quadraticflag", "0");
        for (Map<String, String> more : List.of(equalColumns, Map.<String, String>of())) {
            SWEEPS.add(DenseSweep.run(
                    LocalSpark.shared(), SettingsReader.read(conf, more), folder.resolve("run-" + SWEEPS.size())));
        }
    }

    private static List<DenseSweep.Cell> cells() {
        return SWEEPS.stream().flatMap(sweep -> sweep.cells().stream()).toList();
    }

    @Test
    void everyCellIsTheMinimumNormSolution() {
        assertThat(cells()).hasSize((2 + 1) * 2 * 2 * 2 * 2);
        SWEEPS.forEach(DenseSweep::assertAgreement);
    }

    @Test
    void nothingIsInfinite() {
        for (DenseSweep.Cell cell : cells()) {
            Row row = cell.published();
            for (String column : row.schema().fieldNames()) {
                if (row.getAs(column) instanceof Double number) {
                    assertThat(number).as("%s of %s", column, row).isFinite();
                }
            }
            assertThat(row.<Double>getAs("condition")).isGreaterThanOrEqualTo(1);
            assertThat(row.<Integer>getAs("rank")).isPositive().isLessThanOrEqualTo((int)
                    (long) row.<Long>getAs("n_rows"));
        }
    }

    @Test
    void anElementThatTheDataLackGetsNoCoefficients() {
        for (DenseSweep.Cell cell : cells()) {
            List<Double> stored = cell.model().getList(cell.model().fieldIndex("coefficients"));
            List<String> elements = cell.model().getList(cell.model().fieldIndex("elements"));
            int block = stored.size() / 3;
            int from = block * elements.indexOf("Ta");
            assertThat(stored.subList(from, from + block)).containsOnly(0.0);
            assertThat(IntStream.range(0, stored.size()).filter(i -> stored.get(i) != 0))
                    .isNotEmpty();
            assertThat(cell.published().<Integer>getAs("rank"))
                    .isLessThanOrEqualTo(2 * cell.published().<Integer>getAs("p") / 3);
        }
    }

    @Test
    void scoresAreThoseOfTheRankThatIsThere() {
        SWEEPS.forEach(DenseSweep::assertScores);
    }
}
