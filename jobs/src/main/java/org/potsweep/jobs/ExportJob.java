package org.potsweep.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.choice.CellKeys;
import org.potsweep.jobs.choice.CellReplicate;
import org.potsweep.jobs.choice.RunCell;
import org.potsweep.jobs.choice.RunCells;
import org.potsweep.jobs.export.ExportedModel;
import org.potsweep.jobs.front.Front;
import org.potsweep.jobs.front.FrontRow;
import org.potsweep.jobs.storage.NewFolder;
import org.potsweep.jobs.storage.StoredModel;
import org.potsweep.jobs.storage.Table;

/** Writes a model of a published run as files for LAMMPS. */
public final class ExportJob {
    /** Cells that need no key. */
    public enum Best {
        /** On the run's front, the smallest test energy error. */
        ENERGY("test_energy_rmse_mev_per_atom"),
        /** On the run's front, the smallest test force error. */
        FORCE("test_force_rmse_mev_per_angstrom"),
        /** The knee of the run's front. */
        KNEE(null);

        private final String objective;

        Best(String objective) {
            this.objective = objective;
        }
    }

    private final PublishedRun run;
    private final String place;
    private final NewFolder out;
    private final RunCells cells;
    private final CellKeys keys;

    /**
     * @param place the run's folder, as the user named it
     * @param out where the files go
     */
    public ExportJob(PublishedRun run, String place, NewFolder out) {
        this.run = run;
        this.place = place;
        this.out = out;
        this.cells = run.cells();
        this.keys = new CellKeys(cells);
    }

    /**
     * Exports the model that a key names.
     *
     * @throws UserErrorException if the key names no cell or several, or the folder is not free
     */
    public ExportedModel execute(String key) {
        CellKeys.Named named = keys.find(key);
        return write(named.cell(), named.replicate());
    }

    /**
     * Exports the central replicate of a cell that stands out on the run's front.
     *
     * @throws UserErrorException if the run's front has no such objective, or the folder is not free
     */
    public ExportedModel execute(Best best) {
        Front front = FrontJob.ofResults(run.table(Table.RESULTS), run.front())
                .execute()
                .overall();
        FrontRow row = best == Best.KNEE ? front.knee() : front.best().get(best.objective);
        if (row == null) {
            throw new UserErrorException(
                    Kind.SETTINGS,
                    "--best " + best.name().toLowerCase(Locale.ROOT) + ": the run's front.objectives are "
                            + String.join(", ", front.best().keySet()) + ", without " + best.objective);
        }
        RunCell cell = cells.at(row.axes()).orElseThrow();
        return write(cell, cell.central());
    }

    private ExportedModel write(RunCell cell, CellReplicate replicate) {
        ExportedModel exported =
                new ExportedModel(place, keys.of(cell, replicate), cell, replicate, stored(cell, replicate));
        out.writeTexts(exported.files());
        return exported;
    }

    private StoredModel stored(RunCell cell, CellReplicate replicate) {
        Column condition = functions.col("replicate").equalTo(replicate.replicate());
        for (Map.Entry<String, Object> axis : cell.axes().entrySet()) {
            condition = condition.and(functions.col(axis.getKey()).equalTo(axis.getValue()));
        }
        List<Row> rows = run.table(Table.MODELS).where(condition).collectAsList();
        if (rows.size() != 1) {
            throw new UserErrorException(
                    Kind.DATA,
                    "the run's table models has " + rows.size() + " rows of " + keys.of(cell, replicate)
                            + ": one belongs there");
        }
        return StoredModel.of(rows.get(0));
    }
}
