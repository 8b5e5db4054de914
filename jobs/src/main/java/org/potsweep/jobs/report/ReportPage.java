package org.potsweep.jobs.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.potsweep.analysis.Objective;
import org.potsweep.jobs.storage.RunManifest;

/** The HTML file of a report: all that it shows, and the libraries that show it. */
record ReportPage(ReportData data, ReportCharts charts, double tolerance) {
    private static final Pattern GAP = Pattern.compile("\\{\\{(\\w+)}}");

    String html() {
        RunManifest run = data.manifest();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("title", escaped("Potsweep report: " + lastName(data.folder())));
        values.put("style", Resource.text("page.css"));
        values.put(
                "origin",
                escaped("Run " + data.folder() + ", data " + run.dataset().substring(0, 12)));
        values.put("summary", escaped(new ReportSummary(data).text()));
        values.put(
                "warnings",
                run.warnings().stream()
                        .map(warning -> "<p class=\"warning\">" + escaped(warning) + "</p>")
                        .collect(Collectors.joining("\n")));
        values.put(
                "objectives",
                escaped(data.fronts().query().objectives().stream()
                        .map(ReportPage::words)
                        .collect(Collectors.joining(", "))));
        values.put("fixed", escaped(fixed()));
        values.put("beyond", beyond());
        values.put("tolerance", ReportSummary.digits(100 * tolerance) + " %");
        values.put("residuals", escaped(residuals()));
        values.put(
                "versions",
                escaped("Potsweep " + run.potsweep() + ", Spark "
                        + run.versions().getOrDefault("spark", "-") + ", Java "
                        + run.versions().getOrDefault("java", "-") + "."));
        values.put("data", new PageData(data, charts).json());
        values.put(
                "libraries",
                Resource.text("libraries/vega.min.js") + "\n" + Resource.text("libraries/vega-lite.min.js") + "\n"
                        + Resource.text("libraries/vega-embed.min.js"));
        values.put("script", Resource.text("page.js"));
        return GAP.matcher(Resource.text("page.html"))
                .replaceAll(gap -> Matcher.quoteReplacement(values.get(gap.group(1))));
    }

    private static String words(Objective objective) {
        return Map.of(CellTable.ENERGY, "energy error", CellTable.FORCE, "force error", CellTable.COST, "DFT cost")
                .getOrDefault(objective.name(), objective.name());
    }

    private String beyond() {
        long beyond = charts.beyond();
        return beyond == 0
                ? ""
                : " Zoom out to see " + (beyond == 1 ? "the cell" : "the " + DesignTable.count(beyond) + " cells")
                        + " of the front with the largest errors.";
    }

    private String residuals() {
        if (!data.tables().containsKey("parity")) {
            return "The run has no table parity: its settings ask for none (residuals.parity), or it is of an older"
                    + " program.";
        }
        return "Predictions of single models (first replicates) for the test structures, against the reference level;"
                + " force components at most " + DesignTable.count(ParityRows.DRAWN) + " a model.";
    }

    private static String lastName(String folder) {
        return folder.replaceAll("/+$", "").replaceAll(".*/", "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The axes that have one value, in words. */
    private String fixed() {
        String fixed = data.axes().stream()
                .filter(axis -> data.cells().distinct(axis).size() == 1)
                .map(axis -> axis + " = "
                        + DesignTable.text(data.cells().distinct(axis).get(0)))
                .collect(Collectors.joining(", "));
        return fixed.isEmpty() ? "" : "In all cells " + fixed + ".";
    }
}
