package org.potsweep.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.jobs.spark.Sessions;

/** The page in a real browser, where one is installed, with as many cells as a large study has. */
class ReportBrowserTest {
    @TempDir
    private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void startBrowser() throws IOException, InterruptedException {
        Optional<String> chromium = Browser.installed();
        assumeTrue(
                chromium.isPresent(), "no Chromium on the PATH (apt-get install chromium): the page is not looked at");
        try (SparkSession session = Sessions.open(
                "report browser test", Optional.of("local[2]"), Map.of("spark.sql.shuffle.partitions", "2"))) {
            SyntheticRun run = new SyntheticRun(session, folder.resolve("run")).manifest();
            run.table("results", run.results())
                    .table("parity", run.parity())
                    .table("labels", run.labels())
                    .table("orderings", run.orderings());
            new ReportJob(
                            session,
                            run.folder().toString(),
                            folder.resolve("out").toString(),
                            0.1,
                            List.of())
                    .execute();
        }
        browser = new Browser(chromium.get(), Files.createDirectories(folder.resolve("profile")));
    }

    /** Each test has the page as it opens, whatever the others did. */
    @BeforeEach
    void openPage() throws InterruptedException {
        browser.open(folder.resolve("out/report.html"));
        browser.await("document.documentElement?.dataset.state");
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    private static String text(String expression) {
        return browser.evaluate(expression).asText();
    }

    /** Milliseconds that an expression takes, layout included. */
    private static double milliseconds(String statements) {
        return browser.evaluate("(() => { const start = performance.now(); " + statements
                        + "; document.body.getBoundingClientRect(); return performance.now() - start; })()")
                .asDouble();
    }

    @Test
    void drawsAllChartsWithoutAComplaint() {
        assertThat(text("document.documentElement.dataset.state")).isEqualTo("ready");
        assertThat(browser.problems()).isEmpty();
        assertThat(browser.evaluate(
                                "[...document.querySelectorAll('figure')].filter(f => f.querySelector('canvas')).length")
                        .asInt())
                .isEqualTo(10);
        assertThat(text("document.querySelector('figure[data-chart=levels]').textContent"))
                .contains("no table levels");
    }

    private static final String FRONT = "document.querySelector('figure[data-chart=front]')";

    private static final String FILTER = """
            const set = (column, value) => {
              const filter = document.querySelector(`[data-filter=${column}]`);
              filter.value = value;
              filter.dispatchEvent(new Event('input'));
            };
            """;

    /** The mouse over the knee, which a filter leaves alone in the chart, shows the cell that the table calls so. */
    @Test
    void hoveringShowsTheCell() throws InterruptedException {
        browser.evaluate("(() => {" + FILTER + "set('mark', 'knee') })()");
        browser.await(FRONT + ".view.data('cells').length === 1");
        JsonNode point = browser.evaluate("""
                (async () => {
                  const figure = document.querySelector('figure[data-chart=front]');
                  const view = await figure.view.runAsync();
                  figure.scrollIntoView();
                  const [cell] = view.data('cells');
                  const box = figure.querySelector('canvas').getBoundingClientRect();
                  const [left, top] = view.origin();
                  const padding = view.padding();
                  return {x: box.x + padding.left + left + view.scale('x')(cell.test_force_rmse_mev_per_angstrom),
                    y: box.y + padding.top + top + view.scale('y')(cell.test_energy_rmse_mev_per_atom),
                    size: cell.subset_size, level: cell.level, weight: cell.energy_weight};
                })()
                """);
        double x = point.get("x").asDouble();
        double y = point.get("y").asDouble();
        browser.hover(x - 3, y - 3);
        browser.hover(x, y);
        browser.await("document.querySelector('#vg-tooltip-element.visible')");

        String tooltip =
                text("document.querySelector('#vg-tooltip-element').innerText").replaceAll("[\\s:]+", " ");
        assertThat(tooltip)
                .contains("DFT level " + point.get("level").asText())
                .contains("structures " + point.get("size").asText())
                .contains("energy weight " + point.get("weight").asText())
                .contains("energy RMSE, meV/atom ");
    }

    /** 20,160 cells: filters and sorting answer at once, the charts follow, and the command names the row's cell. */
    @Test
    void twentyThousandCellsStayUsable() throws InterruptedException {
        String counter = "document.querySelector('#table .bar span').textContent";
        double unfiltered = milliseconds("document.getElementById('only-front').click()");
        assertThat(text(counter)).startsWith("20,160 of 20,160 cells, rows 1 to 25");

        double filtered = milliseconds(
                FILTER + "set('level', '6'); set('twojmax', '10'); set('test_energy_rmse_mev_per_atom', '< 30')");
        int expected = browser.evaluate("""
                        (() => {
                          const {columns, rows} = JSON.parse(document.getElementById('data').textContent).tables.cells;
                          const at = name => columns.indexOf(name);
                          return rows.filter(r => r[at('level')] === '6' && r[at('twojmax')] === 10
                            && r[at('test_energy_rmse_mev_per_atom')] < 30).length;
                        })()
                        """).asInt();
        assertThat(expected).isBetween(1, 671);
        assertThat(text(counter)).startsWith(expected + " of 20,160 cells");
        browser.await("document.querySelector('figure[data-chart=front]').view.data('cells').length === " + expected);

        double sorted = milliseconds(
                "[...document.querySelectorAll('#table th button')].find(b => b.textContent.startsWith('force RMSE')).click()");
        assertThat(browser.evaluate("""
                                (() => {
                                  const at = [...document.querySelectorAll('#table th')].findIndex(h => h.textContent.startsWith('force RMSE'));
                                  const values = [...document.querySelectorAll('#table tbody tr')].map(r => Number(r.cells[at].textContent.replaceAll(',', '')));
                                  return values.length > 1 && values.every((v, i) => i === 0 || values[i - 1] <= v);
                                })()
                                """).asBoolean()).isTrue();
        String command = text("document.querySelector('#table tbody button').title");
        assertThat(command)
                .startsWith("potsweep export " + folder.resolve("run") + " --cell strategy=")
                .contains("twojmax=10,level=6")
                .endsWith(" --out MODEL");

        browser.evaluate(
                "[...document.querySelectorAll('#table .bar button')].find(b => b.textContent === 'clear filters').click()");
        assertThat(text(counter)).startsWith("20,160 of 20,160 cells");
        System.out.printf(
                "20,160 cells: %.0f ms for all rows, %.0f to filter, %.0f to sort%n", unfiltered, filtered, sorted);
        assertThat(browser.problems()).isEmpty();
    }

    /** Numbers that no filter can mean are marked, and change nothing. */
    @Test
    void aFilterThatMakesNoSenseIsMarked() {
        String before = text("document.querySelector('#table .bar span').textContent");
        browser.evaluate("(() => {" + FILTER + "set('test_force_rmse_mev_per_angstrom', '< much') })()");
        assertThat(browser.evaluate(
                                "document.querySelector('[data-filter=test_force_rmse_mev_per_angstrom]').className")
                        .asText())
                .isEqualTo("wrong");
        assertThat(text("document.querySelector('#table .bar span').textContent"))
                .isEqualTo(before);
    }
}
