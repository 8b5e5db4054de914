package org.potsweep.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.analysis.Spread;
import org.potsweep.jobs.FrontJob;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.choice.CellKeys;
import org.potsweep.jobs.choice.RunCells;
import org.potsweep.jobs.design.Axis;
import org.potsweep.jobs.settings.FrontSettings;
import org.potsweep.jobs.spark.Sessions;

/** The files of a report, of a run with as many cells as a large study has. */
class ReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static SparkSession session;
    private static SyntheticRun run;
    private static Path out;
    private static ReportAnswers answers;

    private static final String NAMED = "strategy=random,subset_size=1729,energy_weight=600,ridge=0,twojmax=2,level=1";

    @BeforeAll
    static void writeReport() throws IOException {
        session = Sessions.open("report test", Optional.of("local[2]"), Map.of("spark.sql.shuffle.partitions", "2"));
        run = new SyntheticRun(session, folder.resolve("run")).manifest();
        run.table("results", run.results())
                .table("parity", run.parity())
                .table("labels", run.labels())
                .table("orderings", run.orderings());
        out = folder.resolve("out");
        answers = new ReportJob(session, run.folder().toString(), out.toString(), 0.1, List.of(NAMED)).execute();
    }

    @AfterAll
    static void closeSession() throws IOException {
        session.close();
    }

    private static JsonNode records(String table) throws IOException {
        return JSON.readTree(out.resolve("charts/" + table + ".json").toFile());
    }

    /** The medians of cells, and which are on the front, agree with what {@code potsweep front} computes. */
    @Test
    void cellsAreThoseOfTheFront() throws IOException {
        JsonNode cells = records("cells");
        assertThat(cells).hasSize(SyntheticRun.CELLS);
        var front = FrontJob.ofResults(run.results(), FrontSettings.defaults())
                .execute()
                .overall();
        List<String> expected = front.rows().stream()
                .map(row -> row.axes().values().toString())
                .sorted()
                .toList();
        List<String> axes = Axis.among(List.of(run.results().columns()));
        List<String> found = new ArrayList<>();
        for (JsonNode cell : cells) {
            if (cell.get("on_front").asBoolean()) {
                List<Object> values = new ArrayList<>();
                for (String axis : axes) {
                    values.add(JSON.treeToValue(cell.get(axis), Object.class));
                }
                found.add(values.toString());
            }
        }
        found.sort(Comparator.naturalOrder());
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void percentilesOfCellsAreThoseOfSpreads() throws IOException {
        JsonNode cell = records("cells").get(4321);
        String same = Axis.among(List.of(run.results().columns())).stream()
                .map(axis -> axis + " = " + literal(cell.get(axis)))
                .reduce((a, b) -> a + " AND " + b)
                .orElseThrow();
        Dataset<Row> replicates = run.results().where(same);
        double[] values = replicates.select(CellTable.FORCE).collectAsList().stream()
                .mapToDouble(row -> row.getDouble(0))
                .toArray();
        Spread spread = Spread.of(values);
        assertThat(values).hasSize(3);
        assertThat(cell.get("replicates").asInt()).isEqualTo(3);
        assertThat(cell.get(CellTable.FORCE).asDouble()).isCloseTo(spread.median(), within(1e-5 * spread.median()));
        assertThat(cell.get(CellTable.FORCE + "_p16").asDouble()).isCloseTo(spread.p16(), within(1e-5 * spread.p16()));
        assertThat(cell.get(CellTable.FORCE + "_p84").asDouble()).isCloseTo(spread.p84(), within(1e-5 * spread.p84()));
    }

    private static String literal(JsonNode value) {
        return value.isTextual()
                ? "'" + value.asText() + "'"
                : value.isDouble() ? value.asText() + "D" : value.asText();
    }

    /** One model of 50 structures of two atoms. */
    @Test
    void pointsAreThoseOfTheParityTable() throws IOException {
        JsonNode points = records("parity");
        assertThat(points).hasSize(350);
        JsonNode point = points.get(0);
        assertThat(point.get("residual").asDouble())
                .isCloseTo(point.get("level_error").asDouble() / 2, within(1e-4));
    }

    /** Of each cell on the front below the reference level, and of a named one, for energies and forces. */
    @Test
    void tellsWhatModelsKeepOfTheirLevelsError() throws IOException {
        JsonNode cells = records("cells");
        long expected = 1;
        for (JsonNode cell : cells) {
            expected += cell.get("on_front").asBoolean()
                            && !cell.get("level").asText().equals("6")
                    ? 1
                    : 0;
        }
        JsonNode kept = records("kept");
        assertThat(kept).hasSize((int) (2 * expected));
        List<JsonNode> named = new ArrayList<>();
        kept.forEach(row -> {
            if (row.get("mark").asText().equals("named")) {
                named.add(row);
            }
        });
        assertThat(named).hasSize(2);
        assertThat(named.get(0).get("key").asText()).isEqualTo(NAMED);
        assertThat(named.get(0).get("on_front").asBoolean()).isFalse();
    }

    /** The keys of cells are those that commands understand. */
    @Test
    void keysOfCellsNameThem() throws IOException {
        CellKeys keys = new CellKeys(RunCells.of(run.results()));
        for (int i : new int[] {0, 4321, 20_159}) {
            JsonNode cell = records("cells").get(i);
            Map<String, Object> axes =
                    keys.find(cell.get("key").asText()).cell().axes();
            assertThat(axes.get("subset_size"))
                    .isEqualTo(cell.get("subset_size").asInt());
            assertThat(axes.get("ridge")).isEqualTo(cell.get("ridge").asDouble());
            assertThat(axes.get("level")).isEqualTo(cell.get("level").asText());
        }
    }

    /** Curves and subsets on the terminal are those of the cell of the best energy. */
    @Test
    void answersAreTakenAtTheBestEnergy() throws IOException {
        assertThat(answers.curves().rows()).hasSize(2 * 12);
        assertThat(answers.subsets().rows()).hasSize(2 * 2 * 5);
        assertThat(answers.curvesAt()).matches("energy weight [0-9.]+, ridge .+, 2Jmax 10, DFT level 6");
        assertThat(answers.page()).isEqualTo(out.resolve("report.html").toString());
    }

    /** Every chart is a document that stands alone, with the data that it names. */
    @Test
    void chartsHoldTheirData() throws IOException {
        for (String chart :
                List.of("front", "cost", "twojmax", "weights", "learning", "parity", "correlation", "kept", "stages")) {
            JsonNode spec =
                    JSON.readTree(out.resolve("charts/" + chart + ".vl.json").toFile());
            assertThat(spec.get("$schema").asText()).contains("vega-lite/v6");
            assertThat(spec.toString()).as(chart).doesNotContain("{{");
            for (String name : ChartTemplate.datasets(spec)) {
                assertThat(spec.get("datasets").get(name))
                        .as(chart + " " + name)
                        .isNotEmpty();
            }
        }
        assertThat(out.resolve("charts/levels.vl.json")).doesNotExist();
    }

    @Test
    void thePageIsWholeAndSaysWhatIsMissing() throws IOException {
        String page = Files.readString(out.resolve("report.html"));
        assertThat(page).doesNotContain("{{").contains("The run has no table levels");
        assertThat(page).contains("60,480 models were fitted in 20,160 cells");
        assertThat(page).contains("a warning with &lt;b&gt;markup&lt;/b&gt;");
        assertThat(page).doesNotContainPattern("(src|href)=\"http");
    }

    @Test
    void refusesWhatIsNoRun() {
        Path nothing = folder.resolve("nothing");
        assertThatThrownBy(() -> new ReportJob(session, nothing.toString(), out.toString(), 0.1, List.of()).execute())
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("nothing does not exist");
    }

    /** The libraries are those that their authors published. */
    @Test
    void librariesAreUnchanged() throws NoSuchAlgorithmException {
        List<String> lines = Resource.text("libraries/SHA256SUMS").lines().toList();
        assertThat(lines).hasSize(3);
        for (String line : lines) {
            String[] words = line.split("\\s+");
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Resource.text("libraries/" + words[1]).getBytes(StandardCharsets.UTF_8));
            assertThat(HexFormat.of().formatHex(digest)).as(words[1]).isEqualTo(words[0]);
        }
    }
}
