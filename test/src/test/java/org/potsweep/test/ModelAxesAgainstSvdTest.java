package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.jobs.settings.SettingsReader;

/** The axes of the models: their form, their descriptor, the level and the ridge, against dense fits. */
class ModelAxesAgainstSvdTest {
    private static final String LEVELS = "[{ name = crude, file = \"level-1.xyz\" }, { name = middle, file ="
            + " \"level-4.xyz\" }, { name = fine, file = \"level-6.xyz\" }]";
    private static final Map<String, String> SMALL = Map.of(
            "descriptor.twojmax", "[2, 4]",
            "dataset.levels", LEVELS,
            "sampling.strategies", "[random]",
            "sampling.sizes", "[4, 60]",
            "sampling.replicates", "1",
            "fit.eweight", "[12.25]");

    @TempDir
    private Path folder;

    private DenseSweep beryllium(String run, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(SMALL);
        all.putAll(more);
        return DenseSweep.run(LocalSpark.shared(), Sweeps.beryllium(all), folder.resolve(run));
    }

    private static List<String> columns(DenseSweep.Cell cell) {
        return List.of(cell.published().schema().fieldNames());
    }

    /**
     * Also filters levels and sweeps the ridge, neither of which needs a pass of its own. The larger subsets drawn by
     * leverage come by subtraction: they leave out ten training structures.
     */
    @Test
    void linearAndQuadraticModelsOfOnePass() {
        DenseSweep both = beryllium(
                "both",
                Map.of(
                        "descriptor.quadraticflag", "[0, 1]",
                        "sampling.strategies", "[random, leverage]",
                        "sampling.sizes", "[4, 190]",
                        "fit.levels", "[middle, crude]",
                        "fit.ridge", "[0, 1e-6, 0.01]"));
        assertThat(both.cells()).hasSize(2 * 2 * 3 * 2 * 2 * 2);
        both.assertAgreement();
        both.assertScores();
        assertThat(both.orderings().keySet())
                .containsExactly(
                        "leverage-2J2-1",
                        "leverage-2J2-linear-1",
                        "leverage-2J4-1",
                        "leverage-2J4-linear-1",
                        "random-1");
        assertThat(both.cells())
                .extracting(cell -> cell.published().<String>getAs("level"))
                .containsOnly("crude", "middle");
        assertThat(both.cells())
                .extracting(cell -> cell.published().<Integer>getAs("p"))
                .containsOnly(5, 14, 20, 119);
        // A ridge holds any system up, also one with fewer rows than columns.
        assertThat(both.cells(row -> row.<Double>getAs("ridge") > 0)).allMatch(DenseSweep.Cell::cholesky);
        assertThat(both.cells(row -> row.<Double>getAs("ridge") == 0)).anyMatch(cell -> !cell.cholesky());

        DenseSweep linear = beryllium(
                "linear",
                Map.of(
                        "descriptor.quadraticflag", "0",
                        "sampling.sizes", "[4, 190]",
                        "fit.levels", "[crude]",
                        "fit.ridge", "[0, 0.01]"));
        assertThat(linear.cells()).hasSize(2 * 2 * 2);
        linear.assertAgreement();
        assertSameCells(linear, both);
    }

    /** A pass over the rows for each descriptor, with the same random subsets. */
    @Test
    void descriptorSettingsAreAxes() {
        Map<String, String> one = Map.of(
                "sampling.strategies", "[random, block-leverage]",
                "descriptor.twojmax", "2",
                "fit.levels", "[middle]");
        Map<String, String> four = new HashMap<>(one);
        four.put("descriptor.rcutfac", "[4.8, 4.4]");
        four.put("descriptor.elements.Be.radelem", "[0.5, 0.48]");
        DenseSweep sweep = beryllium("four", four);
        assertThat(sweep.cells()).hasSize(4 * 2 * 2);
        assertThat(columns(sweep.cells().get(0)))
                .contains("rcutfac", "radelem_be")
                .doesNotContain("rfac0", "wj_be", "chemflag");
        sweep.assertAgreement();
        sweep.assertScores();
        assertThat(sweep.orderings().keySet())
                .containsExactly(
                        "block-leverage-2J2-d1-1",
                        "block-leverage-2J2-d2-1",
                        "block-leverage-2J2-d3-1",
                        "block-leverage-2J2-d4-1",
                        "random-1");
        for (double rcutfac : List.of(4.8, 4.4)) {
            for (double radelem : List.of(0.5, 0.48)) {
                assertThat(sweep.cells(row ->
                                row.<Double>getAs("rcutfac") == rcutfac && row.<Double>getAs("radelem_be") == radelem))
                        .hasSize(4)
                        .allMatch(cell -> cell.model()
                                .getList(cell.model().fieldIndex("radelem"))
                                .equals(List.of(radelem)));
            }
        }
        Map<String, String> last = new HashMap<>(one);
        last.put("descriptor.rcutfac", "4.4");
        last.put("descriptor.elements.Be.radelem", "0.48");
        DenseSweep separate = beryllium("last", last);
        assertSameCells(
                separate,
                sweep.cells(row -> row.<Double>getAs("rcutfac") == 4.4 && row.<Double>getAs("radelem_be") == 0.48));
    }

    /** With a density for each element every block has equal columns: no fit has full rank. */
    @Test
    void chemflagIsAnAxis() throws IOException {
        new KnownModel(60).write(folder, ReferencePotential.NONE);
        Path conf = Files.writeString(folder.resolve("sweep.conf"), """
                potsweep {
                  dataset.levels = [{ name = crude, file = "crude.xyz" }, { name = fine, file = "fine.xyz" }]
                  descriptor {
                    twojmax = [1, 2]
                    rcutfac = 4.8
                    quadraticflag = 0
                    chemflag = [0, 1]
                    elements { W { radelem = 0.5, wj = 1 }, Be { radelem = 0.417932, wj = 0.959049 } }
                  }
                  sampling { strategies = [random, leverage], sizes = [3, 30] }
                  fit { eweight = 10, ridge = [0, 1e-4] }
                }
                """);
        DenseSweep sweep =
                DenseSweep.run(LocalSpark.shared(), SettingsReader.read(conf, Map.of()), folder.resolve("run"));
        assertThat(sweep.cells()).hasSize(2 * 2 * 2 * 2 * 2 * 2);
        sweep.assertAgreement();
        sweep.assertScores();
        assertThat(sweep.cells(row -> row.<Boolean>getAs("chemflag") && row.<Double>getAs("ridge") == 0))
                .hasSize(16)
                .allMatch(cell -> cell.published().<Integer>getAs("rank")
                                < cell.published().<Integer>getAs("p")
                        && !cell.cholesky());
        assertThat(sweep.cells(row -> !row.<Boolean>getAs("chemflag") && row.<Integer>getAs("subset_size") == 30))
                .allMatch(DenseSweep.Cell::cholesky);
    }

    private static void assertSameCells(DenseSweep few, DenseSweep many) {
        assertSameCells(few, many.cells());
    }

    /** The cells of a smaller sweep are cells of the larger one; sums may have been taken in another order. */
    private static void assertSameCells(DenseSweep few, List<DenseSweep.Cell> many) {
        Map<List<Object>, Row> larger = new HashMap<>();
        many.forEach(cell -> larger.put(key(cell.published()), cell.published()));
        for (DenseSweep.Cell cell : few.cells()) {
            Row row = cell.published();
            Row other = larger.get(key(row));
            assertThat(other).as("%s", row).isNotNull();
            for (String column : columns(cell)) {
                if (column.contains("rmse")) {
                    assertThat(cell.deviation(column, other.<Double>getAs(column)))
                            .as("%s of %s", column, row)
                            .isLessThan(cell.tolerance());
                }
            }
        }
    }

    private static List<Object> key(Row row) {
        return Arrays.asList(
                row.getAs("strategy"),
                row.getAs("subset_size"),
                row.getAs("ridge"),
                row.getAs("quadraticflag"),
                row.getAs("twojmax"),
                row.getAs("level"));
    }
}
