package org.potsweep.jobs;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.choice.RunCells;
import org.potsweep.jobs.settings.FrontSettings;
import org.potsweep.jobs.storage.RunFolder;
import org.potsweep.jobs.storage.RunManifest;
import org.potsweep.jobs.storage.Table;

/**
 * The tables of a run that is published.
 *
 * @param folder of the run
 */
public record PublishedRun(SparkSession session, RunFolder folder, RunManifest manifest) {

    /** @throws UserErrorException if no run is published in the folder */
    public static PublishedRun open(SparkSession session, String folder) {
        return find(session, folder)
                .orElseThrow(() -> new UserErrorException(
                        Kind.RUN_FOLDER, folder + " is not the folder of a published run: it has no run.json"));
    }

    /**
     * The run that is published in a folder; empty where there is something else.
     *
     * @throws UserErrorException if nothing is there, or it cannot be read
     */
    public static Optional<PublishedRun> find(SparkSession session, String place) {
        return RunFolder.published(place, session.sparkContext().hadoopConfiguration())
                .flatMap(folder -> folder.manifest().map(manifest -> new PublishedRun(session, folder, manifest)));
    }

    public Dataset<Row> table(Table table) {
        return session.read().parquet(folder.published(table));
    }

    public RunCells cells() {
        return RunCells.of(table(Table.RESULTS));
    }

    /** What the run was told about fronts. */
    public FrontSettings front() {
        return FrontSettings.ofRun(manifest.settings());
    }
}
