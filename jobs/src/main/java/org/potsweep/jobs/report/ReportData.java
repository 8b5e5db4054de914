package org.potsweep.jobs.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.potsweep.jobs.FrontJob;
import org.potsweep.jobs.choice.CellKeys;
import org.potsweep.jobs.choice.RunCells;
import org.potsweep.jobs.dataset.DatasetSource;
import org.potsweep.jobs.dataset.LevelSource;
import org.potsweep.jobs.design.Axis;
import org.potsweep.jobs.front.FrontAnswer;
import org.potsweep.jobs.front.FrontQuery;
import org.potsweep.jobs.settings.FrontSettings;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.storage.RunManifest;
import org.potsweep.jobs.storage.Table;

/**
 * What a report shows of a run.
 *
 * @param folder of the run, as the user names it
 * @param source what the data were read from
 * @param axes the columns that name a cell
 * @param fronts that of all cells, and that of each twojmax
 * @param tables what the charts draw, by name; those that the run's tables do not give are missing
 */
record ReportData(
        String folder,
        RunManifest manifest,
        DatasetSource source,
        List<String> axes,
        FrontAnswer fronts,
        Map<String, DataTable> tables) {

    /** @param named keys of cells that are shown with those that stand out */
    static ReportData read(RunTables run, double tolerance, List<String> named) {
        RunManifest manifest = run.manifest();
        DatasetSource source = SettingsReader.datasetOfRun(manifest.settings());
        Dataset<Row> results = run.get(Table.RESULTS.folder());
        FrontAnswer fronts = fronts(results, FrontSettings.ofRun(manifest.settings()));
        RunCells runCells = RunCells.of(results);
        CellKeys keys = new CellKeys(runCells);
        Set<List<Object>> wanted = new LinkedHashSet<>();
        named.forEach(key -> wanted.add(CellTable.values(keys.find(key).cell())));
        CellTable reader = new CellTable(results, fronts, runCells);
        DataTable cells = reader.read();
        Map<String, DataTable> tables = new LinkedHashMap<>();
        tables.put("cells", cells);
        tables.put("subsets", new SmallestSubsets(cells, reader.axes(), tolerance).table());
        new LevelRows(run, source).tables().forEach(tables::put);
        run.find(Table.PARITY.folder())
                .map(parity -> new ParityRows(parity).table())
                .ifPresent(points -> tables.put("parity", points));
        KeptErrors.of(run, results, reader.axes(), source.referenceLevel())
                .map(errors -> errors.table(reader.chosen(cells, wanted)))
                .filter(kept -> !kept.rows().isEmpty())
                .ifPresent(kept -> tables.put("kept", kept));
        tables.put("stages", stages(manifest));
        tables.put("plan", new DesignTable(run, cells, reader.axes()).table());
        return new ReportData(run.folder(), manifest, source, reader.axes(), fronts, tables);
    }

    private static FrontAnswer fronts(Dataset<Row> results, FrontSettings settings) {
        FrontQuery one =
                FrontQuery.of(settings.objectives(), settings.dominance(), Axis.among(List.of(results.columns())));
        FrontQuery query = new FrontQuery(
                one.objectives(),
                one.dominance(),
                one.cell(),
                one.reduction(),
                List.of(Axis.TWOJMAX.column()),
                Optional.empty(),
                one.resamples(),
                one.seed());
        return FrontJob.ofResults(results, query).execute();
    }

    private static DataTable stages(RunManifest manifest) {
        List<List<Object>> rows = new ArrayList<>();
        Map<String, Double> planned = manifest.effort().plannedSeconds();
        manifest.stageSeconds()
                .forEach((stage, seconds) -> rows.add(Arrays.asList(stage, seconds, planned.get(stage))));
        return new DataTable(List.of("stage", "seconds", "planned_seconds"), rows);
    }

    DataTable cells() {
        return tables.get("cells");
    }

    /** The names of the levels, from the crudest to the best. */
    List<String> levels() {
        return source.levels().stream().map(LevelSource::name).toList();
    }

    /** Whether the DFT cost of every cell is known, and positive. */
    boolean hasCosts() {
        double[] costs = cells().columns().contains(CellTable.COST) ? cells().doubles(CellTable.COST) : new double[0];
        return costs.length == cells().rows().size() && Arrays.stream(costs).allMatch(cost -> cost > 0);
    }
}
