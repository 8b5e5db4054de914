package org.potsweep.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapRows;
import org.potsweep.jobs.dataset.ExtendedXyz;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.settings.SweepSettings;
import org.potsweep.jobs.spark.Sessions;
import scala.jdk.javaapi.CollectionConverters;

class DescriptorsJobTest {
    private static SparkSession session;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openSession() {
        session = Sessions.open("descriptors test", Optional.of("local[1]"), Map.of());
    }

    @AfterAll
    static void closeSession() throws IOException {
        session.close();
    }

    private static SweepSettings settings() {
        return SettingsReader.read(Path.of("../conf/beryllium/sweep.conf"), Map.of());
    }

    private DescriptorsJob job(Path data, int twojmax, Path out) {
        return new DescriptorsJob(data, settings(), OptionalInt.of(twojmax), out.toString());
    }

    private Path structures(String text) throws IOException {
        return Files.writeString(folder.resolve("structures.xyz"), text);
    }

    private static final String TWO = """
            2
            config_id=dimer
            Be 0 0 0
            Be 0 0.3 2.1
            1
            Lattice="2.2 0 0 0 2.3 0 0 0 2.4" Properties=species:S:1:pos:R:3
            Be 0 0 0
            """;

    @Test
    void writesTheRowsOfUnlabelledStructuresInLammpsOrder() throws IOException {
        Path data = structures(TWO);
        Path out = folder.resolve("rows");

        DescriptorsJob.Written written = job(data, 4, out).execute(session);

        assertThat(written).isEqualTo(new DescriptorsJob.Written(2, 7 + 4, 119));
        List<Row> rows = session.read().parquet(out.toString()).collectAsList();
        SnapParameters snap = settings().descriptor().snap().withTwojmax(4);
        List<Row> expected = new ArrayList<>();
        try (ExtendedXyz frames = ExtendedXyz.open(data, "config_id", Set.of())) {
            while (frames.hasNext()) {
                expected.addAll(expected(frames.next().configuration(), snap));
            }
        }
        assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(rows).extracting(row -> row.getString(0)).contains("dimer", "frame-2");
    }

    private static List<Row> expected(AtomicConfiguration configuration, SnapParameters snap) {
        SnapRows calculator = new SnapRows(snap);
        int columns = calculator.columns().count();
        int[] order = calculator.columns().lammpsOrder(4);
        int count = 1 + 3 * configuration.natoms();
        double[] values = new double[count * columns];
        calculator.rows(configuration, values, 0, columns);
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            Double[] ordered = new Double[columns];
            for (int c = 0; c < columns; c++) {
                ordered[order[c]] = values[r * columns + c];
            }
            rows.add(RowFactory.create(
                    configuration.id(),
                    r == 0 ? "energy" : "force",
                    Math.max(0, r - 1),
                    CollectionConverters.asScala(List.of(ordered)).toSeq()));
        }
        return rows;
    }

    @Test
    void aFolderThatIsInUseIsRefusedAndLeftAlone() throws IOException {
        Path out = Files.createDirectories(folder.resolve("mine"));
        Path file = Files.writeString(out.resolve("notes.txt"), "keep");

        assertThatThrownBy(() -> job(structures(TWO), 2, out).execute(session))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("mine is not empty");
        assertThat(file).hasContent("keep");
    }

    @Test
    void atomsThatCoincideAreRefusedWithTheirLineAndNothingIsLeft() throws IOException {
        Path data = structures("2\nconfig_id=double\nBe 0 0 0\nBe 0 0 0\n");
        Path out = folder.resolve("rows");

        assertThatThrownBy(() -> job(data, 2, out).execute(session))
                .isInstanceOf(UserErrorException.class)
                .hasMessageStartingWith(data + ":4: configuration double: atoms 1 and 2 are 0.000 angstrom apart");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(data);
        }
    }

    @Test
    void structuresThatCannotBeUsedAreRefused() throws IOException {
        Path twice = structures("1\nconfig_id=a\nBe 0 0 0\n1\nconfig_id=a\nBe 0 0 0\n");
        assertThatThrownBy(() -> job(twice, 2, folder.resolve("rows")).execute(session))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("structures.xyz:5")
                .hasMessageContaining("already");
        Path strange = structures("1\nconfig_id=a\nFe 0 0 0\n");
        assertThatThrownBy(() -> job(strange, 2, folder.resolve("rows")).execute(session))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("atoms of Fe (first in configuration a)");
        assertThatThrownBy(() -> job(strange, 15, folder.resolve("rows")))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("15");
    }
}
