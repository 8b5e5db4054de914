package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.SweepJob;
import org.potsweep.jobs.SweepSummary;
import org.potsweep.jobs.engine.StageClock;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.settings.SweepSettings;

/** Sweeps that tests run, and their tables. */
final class Sweeps {
    /** The bundled sweep, seen from this module. */
    static final Path BERYLLIUM =
            Path.of("../conf/beryllium/sweep.conf").toAbsolutePath().normalize();

    private Sweeps() {}

    /** The bundled sweep with some settings replaced. */
    static SweepSettings beryllium(Map<String, String> overrides) {
        return SettingsReader.read(BERYLLIUM, overrides);
    }

    /** Runs a sweep as the command {@code run} does. */
    static SweepSummary run(SparkSession session, SweepSettings settings, Path folder) {
        return new SweepJob(session, SweepInput.read(settings), folder.toString(), new StageClock(stage -> {}))
                .execute();
    }

    /** A published table. */
    static Dataset<Row> table(SparkSession session, Path folder, String name) {
        return session.read().parquet(folder.resolve(name).toString());
    }

    /** Names what differs in any bit: doubles are equal here if their bits are. */
    static List<String> differences(Map<String, Row> rows, Map<String, Row> expected) {
        assertThat(rows.keySet()).isEqualTo(expected.keySet());
        List<String> differences = new ArrayList<>();
        rows.forEach((key, row) -> {
            for (String column : row.schema().fieldNames()) {
                if (!Objects.equals(value(row, column), value(expected.get(key), column))) {
                    differences.add(key + ": " + column);
                }
            }
        });
        return differences;
    }

    /** Scala's sequences take 0 and -0 for equal, Java's lists do not. */
    private static Object value(Row row, String column) {
        int index = row.fieldIndex(column);
        return row.get(index) instanceof scala.collection.Seq ? row.getList(index) : row.get(index);
    }
}
