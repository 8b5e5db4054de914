package org.potsweep.jobs.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.storage.RunManifest;

/** The tables of a published run by their names; a run of an older program has fewer. */
final class RunTables {
    private final SparkSession session;
    private final String folder;
    private final FileSystem files;
    private final RunManifest manifest;

    /** @throws UserErrorException if the folder holds no published run */
    RunTables(SparkSession session, String folder) {
        this.session = session;
        this.folder = folder;
        Path run = new Path(folder, "run.json");
        try {
            files = run.getFileSystem(session.sparkContext().hadoopConfiguration());
            if (!files.exists(run)) {
                throw new UserErrorException(
                        Kind.RUN_FOLDER,
                        files.exists(new Path(folder))
                                ? folder + " is not the folder of a published run: it has no run.json"
                                : folder + " does not exist");
            }
            try (FSDataInputStream stream = files.open(run)) {
                manifest = RunManifest.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), folder);
            }
        } catch (IOException e) {
            throw new UserErrorException(Kind.RUN_FOLDER, folder + " cannot be read: " + e.getMessage());
        }
    }

    RunManifest manifest() {
        return manifest;
    }

    String folder() {
        return folder;
    }

    Optional<Dataset<Row>> find(String table) {
        Path place = new Path(folder, table);
        try {
            return files.exists(place) ? Optional.of(session.read().parquet(place.toString())) : Optional.empty();
        } catch (IOException e) {
            throw new UserErrorException(Kind.RUN_FOLDER, place + " cannot be read: " + e.getMessage());
        }
    }

    /** @throws UserErrorException if the run lacks it */
    Dataset<Row> get(String table) {
        return find(table)
                .orElseThrow(
                        () -> new UserErrorException(Kind.RUN_FOLDER, "the run " + folder + " has no table " + table));
    }
}
