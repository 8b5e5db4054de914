package org.potsweep.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.analysis.Dominance;
import org.potsweep.analysis.Objective;
import org.potsweep.analysis.Spread;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.front.Front;
import org.potsweep.jobs.front.FrontAnswer;
import org.potsweep.jobs.front.FrontQuery;
import org.potsweep.jobs.front.FrontRow;
import org.potsweep.jobs.front.Reduction;
import org.potsweep.jobs.settings.FrontSettings;
import org.potsweep.jobs.spark.Sessions;
import org.potsweep.jobs.storage.FrontTable;

class FrontJobTest {
    private static final String HEAD = "strategy,replicate,subset_size,energy_weight,twojmax,level,rcutfac,method,"
            + "test_energy_rmse_mev_per_atom,test_force_rmse_mev_per_angstrom,dft_cost_seconds,evaluation_cost,remark\n";

    /** Three cells of two replicates; the third is dominated by the second but for its cost. */
    private static final String RESULTS = HEAD + """
            random,1,10,5,4,low,4.8,cholesky,4,40,10,2.5e-6,a
            random,2,10,5,4,low,4.8,cholesky,6,60,10,2.5e-6,a
            random,1,10,5,4,low,5.0,cholesky,1,30,20,2.5e-6,a
            random,2,10,5,4,low,5.0,minimum-norm,3,30,20,2.5e-6,a
            random,1,10,5,6,low,4.8,cholesky,9,90,15,1e-5,a
            random,2,10,5,6,low,4.8,cholesky,0.5,90,15,1e-5,a
            """;

    private static SparkSession session;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openSession() {
        session = Sessions.open("front test", Optional.of("local[1]"), Map.of());
    }

    @AfterAll
    static void closeSession() throws IOException {
        session.close();
    }

    private Dataset<Row> table(String csv) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "table", ".csv"), csv);
        return FrontSource.open(session, file.toString()).table();
    }

    private static FrontAnswer front(Dataset<Row> table) {
        return FrontJob.ofResults(table, FrontSettings.defaults()).execute();
    }

    private static FrontQuery query(List<String> cell, String... objectives) {
        return FrontQuery.of(Stream.of(objectives).map(Objective::parse).toList(), Dominance.STANDARD, cell);
    }

    /** Two fits to the same structures differ by rounding; a part in a hundred thousand is a difference. */
    @Test
    void twinsTie() throws IOException {
        String twins = HEAD + """
                leverage,1,10,5,4,low,4.8,cholesky,4.0000001,40.000001,10,2.5e-6,a
                random,1,10,5,4,low,4.8,cholesky,4,40,10,2.5e-6,a
                file,1,10,5,4,low,4.8,cholesky,4.00004,40.0004,10,2.5e-6,a
                """;
        Front front = front(table(twins)).overall();
        assertThat(front.rows()).extracting(row -> row.axes().get("strategy")).containsExactly("leverage", "random");
        assertThat(front.knee().axes()).containsEntry("strategy", "leverage");
    }

    @Test
    void cellsAreTheAxesThatTheTableHas() throws IOException {
        FrontAnswer answer = front(table(RESULTS));

        Front front = answer.overall();
        assertThat(front.cells()).isEqualTo(3);
        assertThat(answer.rows()).isEqualTo(6);
        assertThat(answer.query().cell())
                .containsExactly("strategy", "subset_size", "energy_weight", "twojmax", "level", "rcutfac");
        // Medians (5, 50, 10), (2, 30, 20) and (4.75, 90, 15).
        assertThat(front.rows())
                .extracting(row -> row.value("dft_cost_seconds"))
                .containsExactly(10.0, 15.0, 20.0);
        FrontRow best = front.best().get("test_energy_rmse_mev_per_atom");
        assertThat(best.axes()).containsEntry("rcutfac", 5.0).containsEntry("twojmax", 4);
        assertThat(best.method()).isEqualTo("mixed");
        assertThat(best.replicates()).isEqualTo(2);
        assertThat(best.spreads().get("test_energy_rmse_mev_per_atom"))
                .isEqualTo(Spread.of(new double[] {1, 3}))
                .satisfies(spread -> assertThat(spread.p16()).isEqualTo(1.32, within(1e-12)));
        assertThat(front.best().get("test_force_rmse_mev_per_angstrom")).isEqualTo(best);
        assertThat(answer.notes()).isEmpty();
    }

    /** In replicate 1 the third cell (9, 90, 15) is dominated by the first (4, 40, 10), in replicate 2 it leads. */
    @Test
    void membershipIsTheShareOfReplicates() throws IOException {
        assertThat(front(table(RESULTS)).overall().rows())
                .extracting(FrontRow::membership)
                .containsExactly(1.0, 0.5, 1.0);
    }

    @Test
    void theTableHasTheAxesTheirTypesAndSpreads() throws IOException {
        FrontTable table = new FrontTable(front(table(RESULTS)));

        assertThat(table.schema().fieldNames())
                .containsExactly(
                        "strategy",
                        "subset_size",
                        "energy_weight",
                        "twojmax",
                        "level",
                        "rcutfac",
                        "method",
                        "replicates",
                        "membership",
                        "test_energy_rmse_mev_per_atom",
                        "test_energy_rmse_mev_per_atom_p16",
                        "test_energy_rmse_mev_per_atom_p84",
                        "test_force_rmse_mev_per_angstrom",
                        "test_force_rmse_mev_per_angstrom_p16",
                        "test_force_rmse_mev_per_angstrom_p84",
                        "dft_cost_seconds",
                        "dft_cost_seconds_p16",
                        "dft_cost_seconds_p84");
        Dataset<Row> written = session.createDataFrame(table.rows(), table.schema());
        assertThat(written.where("rcutfac = 5.0 AND test_energy_rmse_mev_per_atom = 2")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void levelsWithoutCostsAreNamedAndTheErrorsComparedAlone() throws IOException {
        String mixed = RESULTS.replace("low,5.0,cholesky,1,30,20", "high,5.0,cholesky,1,30,")
                .replace("low,5.0,minimum-norm,3,30,20", "high,5.0,minimum-norm,3,30,");

        FrontAnswer answer = front(table(mixed));

        assertThat(answer.query().objectives()).extracting(Objective::name).doesNotContain("dft_cost_seconds");
        assertThat(answer.overall().rows()).hasSize(1);
        assertThat(answer.notes())
                .singleElement()
                .asString()
                .contains("level high", "--where \"dft_cost_seconds IS NOT NULL\"");
        assertThat(new FrontTable(answer).schema().fieldNames()).doesNotContain("dft_cost_seconds");
        assertThat(front(table(mixed).where("dft_cost_seconds IS NOT NULL")).notes())
                .isEmpty();
    }

    @Test
    void rowsWithoutAValueAreLeftOutAndCounted() throws IOException {
        Dataset<Row> table = table("name,a,b\nx,1,2\ny,NaN,1\nz,2,\nw,3,Infinity\n");

        FrontAnswer answer = new FrontJob(table, query(List.of("name"), "a", "b")).execute();

        assertThat(answer.overall().cells()).isEqualTo(1);
        assertThat(answer.notes())
                .containsExactly("Left out for want of a finite value: 3 of 4 rows (a in 1, b in 2).");
        assertThatThrownBy(() -> new FrontJob(table.where("name <> 'x'"), query(List.of("name"), "a", "b")).execute())
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("nothing to compare. Left out for want of a finite value: 3 of 3 rows");
        assertThatThrownBy(() ->
                        new FrontJob(table.where("a > 99 AND b > 99 AND name = ''"), query(List.of(), "a")).execute())
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("no rows");
    }

    @Test
    void anUnknownEvaluationCostIsRefused() throws IOException {
        Dataset<Row> table = table(RESULTS.replace("1e-5", ""));

        assertThatThrownBy(() -> new FrontJob(
                                table, query(List.of("twojmax"), "test_energy_rmse_mev_per_atom", "evaluation_cost"))
                        .execute())
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining(
                        "evaluation_cost is unknown for twojmax 6, which front.evaluation-speed does not list");
    }

    @Test
    void settingsThatCannotBeMetAreRefusedBeforehand() {
        FrontSettings settings =
                new FrontSettings(List.of(Objective.parse("evaluation_cost")), Dominance.STANDARD, Map.of(4, 1e5));
        List<String> columns = List.of("evaluation_cost", "dft_cost_seconds");

        FrontJob.check(settings, List.of(4), columns);
        assertThatThrownBy(() -> FrontJob.check(settings, List.of(2, 4, 12), columns))
                .isInstanceOfSatisfying(
                        UserErrorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SETTINGS))
                .hasMessageContaining("twojmax 2, 12");
        assertThatThrownBy(() -> FrontJob.check(settings, List.of(4), List.of("evaluation_costs")))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("did you mean 'evaluation_costs'?");
    }

    @Test
    void columnsThatCannotBeComparedAreRefused() throws IOException {
        Dataset<Row> table = table(RESULTS);

        assertThatThrownBy(() -> new FrontJob(table, query(List.of("levl"), "dft_cost_second")).execute())
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("no column dft_cost_second (did you mean 'dft_cost_seconds'?)")
                .hasMessageContaining("no column levl (did you mean 'level'?)");
        assertThatThrownBy(() -> new FrontJob(table, query(List.of("level"), "remark")).execute())
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("column remark is not one of numbers: it holds 'a'");
    }

    @Test
    void frontsPerValueShareTheReferencePoint() throws IOException {
        FrontQuery query = new FrontQuery(
                FrontSettings.defaults().objectives(),
                Dominance.STANDARD,
                List.of("twojmax", "rcutfac"),
                Reduction.MEAN,
                List.of("twojmax"),
                Optional.empty(),
                50,
                3);

        FrontAnswer answer = new FrontJob(table(RESULTS), query).execute();

        assertThat(answer.fronts()).extracting(Front::name).containsExactly("all", "twojmax=4", "twojmax=6");
        assertThat(answer.fronts()).extracting(Front::cells).containsExactly(3L, 2L, 1L);
        assertThat(answer.fronts())
                .extracting(Front::reference)
                .containsOnly(answer.overall().reference());
        assertThat(answer.overall().hypervolume())
                .isGreaterThanOrEqualTo(answer.fronts().get(1).hypervolume());
        assertThat(answer.fronts().get(2).rows().get(0).value("test_energy_rmse_mev_per_atom"))
                .isEqualTo(4.75);
        assertThat(answer.fronts().get(2).rows().get(0).bootstrapShare()).isEqualTo(1);
        assertThat(new FrontTable(answer).schema().fieldNames())
                .startsWith("front")
                .contains("bootstrap_share");
    }

    @Test
    void cellsOfUnequalCountsAreNoted() throws IOException {
        FrontAnswer answer = front(table(RESULTS).where("replicate = 1 OR twojmax = 4"));

        assertThat(answer.notes()).containsExactly("Cells hold from 1 to 2 rows.");
        assertThat(answer.overall().rows()).extracting(FrontRow::replicates).contains(2);
    }

    @Test
    void aWordAmongNumbersIsNamed() throws IOException {
        Dataset<Row> table = table("speed,error\n1.0,2\nNaN,3\nfast,4\n");
        assertThatThrownBy(() -> new FrontJob(table, query(List.of(), "speed", "error")).execute())
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("column speed is not one of numbers: it holds 'fast'");
        Dataset<Row> dates = session.sql("SELECT date'2026-01-02' AS day, array(1.0) AS list, 1.0 AS error");
        assertThatThrownBy(() -> new FrontJob(dates, query(List.of(), "day", "error")).execute())
                .hasMessageContaining("column day is not one of numbers: it holds '2026-01-02'");
        assertThatThrownBy(() -> new FrontJob(dates, query(List.of(), "list", "error")).execute())
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("column list is not one of numbers");
    }

    @Test
    void cellsTestedOnDifferentStructuresAreNoted() throws IOException {
        String note = "The test errors of k-fold cells are over the training structures that each model leaves out,"
                + " those of other strategies over the test set.";
        assertThat(front(table(RESULTS)).notes()).isEmpty();
        assertThat(front(table(RESULTS.replace("random,1,10,5,6", "k-fold,1,10,5,6")
                                .replace("random,2,10,5,6", "k-fold,2,10,5,6")))
                        .notes())
                .containsExactly(note);
        assertThat(front(table(RESULTS.replace("random", "k-fold"))).notes()).isEmpty();
    }

    @Test
    void zeroCostsHaveNoLogarithm() throws IOException {
        FrontAnswer answer = front(table(RESULTS.replace("60,10,", "60,0,")));

        assertThat(answer.notes()).singleElement().asString().startsWith("dft_cost_seconds is not positive everywhere");
        assertThat(answer.overall().rows()).hasSize(3);
    }

    @Test
    void aTableOfTheUsersOwnMayHaveAnyColumns() throws IOException {
        Path data = Files.createDirectory(folder.resolve("own data"));
        Files.writeString(data.resolve("one.csv"), "the name,run time (s),gain %\na,1,5\nb,2,9\n");
        Files.writeString(data.resolve("two.csv"), "the name,run time (s),gain %\nc,3,7\nd,1,1\n");
        Files.writeString(data.resolve("README.md"), "about these files");

        FrontSource source = FrontSource.open(session, data.toString())
                .with(Map.of("minutes", "`run time (s)` / 60"))
                .where(List.of("`the name` <> 'zz'", "minutes < 1"));
        FrontAnswer answer = new FrontJob(source.table(), query(List.of("the name"), "minutes", "-gain %")).execute();

        assertThat(answer.overall().rows())
                .extracting(row -> row.axes().get("the name"))
                .containsExactly("b", "a");
    }

    @Test
    void whatIsNoTableOrNoSqlIsRefusedInOneLine() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no table");
        FrontSource source = new FrontSource(table(RESULTS), FrontSettings.defaults());

        assertThatThrownBy(() -> FrontSource.open(session, text.toString()))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("is no table");
        assertThatThrownBy(() -> source.where(List.of("subset_sise > 3")))
                .isInstanceOf(UserErrorException.class)
                .hasMessageStartingWith("--where \"subset_sise > 3\": the table has no column subset_sise (did you mean"
                        + " 'subset_size'?); its columns: ")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        assertThatThrownBy(() -> source.with(Map.of("x", "3 +* 2")))
                .isInstanceOf(UserErrorException.class)
                .hasMessageStartingWith("--with x \"3 +* 2\": ");
    }

    /** Whatever command asks for one. */
    @Test
    void whatIsNoRunIsRefusedInOneLine() throws IOException {
        String missing = folder.resolve("missing").toString();
        String tables = Files.createDirectories(folder.resolve("tables")).toString();
        Files.createDirectories(folder.resolve("tables/results"));

        assertThatThrownBy(() -> FrontSource.open(session, missing)).hasMessage(missing + " does not exist");
        assertThatThrownBy(() -> PublishedRun.open(session, missing)).hasMessage(missing + " does not exist");
        assertThatThrownBy(() -> FrontSource.open(session, tables))
                .isInstanceOf(UserErrorException.class)
                .hasMessage(tables + " is a run's folder, but nothing is published");
        assertThatThrownBy(() -> PublishedRun.open(session, tables))
                .isInstanceOf(UserErrorException.class)
                .hasMessage(tables + " is not the folder of a published run: it has no run.json");
    }

    /**
     * The published 2Jmax 6 results of Baghishov, Janssen, Henkelman and Perez (Digital Discovery, d5dd00294j); skipped
     * where the folder is not beside this clone. The numbers were computed independently from the same files.
     */
    @Test
    void theBerylliumStudysFrontsHaveThePublishedSizes() {
        Optional<Path> study = study();
        assumeTrue(study.isPresent(), "the beryllium study's CSV files are not beside this clone");
        FrontSource source = FrontSource.open(session, study.get().toString())
                .with(Map.of(
                        "cost",
                        "`Subsample size` * element_at(array(8.33, 10.02, 14.80, 19.18, 91.99, 996.14),"
                                + " `Train Precision`)"));
        for (Dominance dominance : Dominance.values()) {
            FrontQuery query = FrontQuery.of(
                    List.of(
                            Objective.parse("Testing Energy RMSE (6th precision)"),
                            Objective.parse("Testing Force RMSE (6th precision)"),
                            Objective.parse("cost:log")),
                    dominance,
                    List.of("Subsample size", "Energy Weight", "2Jmax", "Train Precision"));
            Front front = new FrontJob(source.table(), query).execute().overall();
            assertThat(front.cells()).isEqualTo(432);
            assertThat(front.rows()).hasSize(dominance == Dominance.STRICT ? 161 : 151);
        }
    }

    private static Optional<Path> study() {
        List<Path> above = new ArrayList<>();
        Optional.ofNullable(System.getProperty("potsweep.reference"))
                .map(Path::of)
                .ifPresent(above::add);
        for (Path path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
            above.add(path.resolve("../shared/reference").normalize());
        }
        return above.stream()
                .map(path -> path.resolve("beryllium-study"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
