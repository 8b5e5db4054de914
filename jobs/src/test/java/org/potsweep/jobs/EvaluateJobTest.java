package org.potsweep.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.SnapColumns;
import org.potsweep.descriptors.SnapModel;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapRows;
import org.potsweep.descriptors.ZieglerBiersackLittmark;
import org.potsweep.jobs.evaluation.EvaluatedStructure;
import org.potsweep.jobs.evaluation.LabelledStructure;
import org.potsweep.jobs.evaluation.SetErrors;
import org.potsweep.jobs.settings.LabelDefaults;
import org.potsweep.jobs.spark.Sessions;

class EvaluateJobTest {
    private static SparkSession session;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openSession() {
        session = Sessions.open("evaluate test", Optional.of("local[2]"), Map.of());
    }

    @AfterAll
    static void closeSession() throws IOException {
        session.close();
    }

    private static final SnapParameters SNAP = new SnapParameters(
            4, 4.8, 0.99363, 0, List.of(new SnapParameters.Element("Be", 0.5, 1)), true, true, false, true);

    private static SnapModel model() {
        double[] coefficients = new Random(2)
                .doubles(1 + SnapColumns.of(SNAP).count(), -1e-3, 1e-3)
                .toArray();
        coefficients[0] = -3.7;
        return new SnapModel(SNAP, coefficients);
    }

    private List<EvaluatedStructure> run(ReferencePotential reference, Optional<String> out, Path... data) {
        List<LabelledStructure> structures = LabelledStructure.read(List.of(data), LabelDefaults.keys());
        return new EvaluateJob(structures, model(), reference, Optional.empty(), out).execute(session);
    }

    private Path structures(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static final String LABELLED = """
            2
            config_id=pair group=crystal energy=-7.5 stress="0.01 0 0 0 0.01 0 0 0 0.01" \
            Lattice="3 0 0 0 3.1 0 0 0 3.2" Properties=species:S:1:pos:R:3:forces:R:3
            Be 0 0 0 0.1 0 0
            Be 1.5 1.4 1.6 -0.1 0 0.2
            2
            config_id=dimer group=cluster Properties=species:S:1:pos:R:3
            Be 0 0 0
            Be 0 0.3 2.1
            """;

    @Test
    void energiesForcesAndStressAreRowsTimesCoefficientsPlusTheReference() throws IOException {
        Path data = structures("a.xyz", LABELLED);
        ReferencePotential zbl = new ZieglerBiersackLittmark(2, 3);
        List<EvaluatedStructure> evaluated = run(zbl, Optional.empty(), data);

        assertThat(evaluated)
                .extracting(e -> e.structure().configuration().id())
                .containsExactly("pair", "dimer");
        EvaluatedStructure pair = evaluated.get(0);
        int p = SnapColumns.of(SNAP).count();
        double[] rows = new double[13 * p];
        new SnapRows(SNAP).rowsWithStress(pair.structure().configuration(), rows, 0, p);
        int[] order = SnapColumns.of(SNAP).lammpsOrder(4);
        double[] expected = new double[13];
        for (int r = 0; r < 13; r++) {
            for (int c = 0; c < p; c++) {
                expected[r] += rows[r * p + c] * model().coefficient(0, 1 + order[c]);
            }
        }
        var repulsion = zbl.evaluate(pair.structure().configuration());
        assertThat(pair.energyEv()).isCloseTo(2 * (expected[0] - 3.7) + repulsion.energyEv(), within(1e-10));
        assertThat(pair.forcesEvPerAngstrom()[4])
                .isCloseTo(expected[5] + repulsion.forcesEvPerAngstrom()[4], within(1e-10));
        assertThat(pair.stressGpa()[3]).isCloseTo(expected[10] + repulsion.stressGpa()[3], within(1e-10));
        assertThat(evaluated.get(1).stressGpa()).isNull();
    }

    @Test
    void errorsAreOfTheLabelsThatAreThereByFileAndGroup() throws IOException {
        Path a = structures("a.xyz", LABELLED);
        Path b = structures("b.xyz", "1\nenergy=-3\nBe 0 0 0\n");
        List<EvaluatedStructure> evaluated = run(ReferencePotential.NONE, Optional.empty(), a, b);
        List<SetErrors> sets = SetErrors.of(evaluated);

        assertThat(sets)
                .extracting(set -> set.scope() + " " + set.name() + " " + set.configurations())
                .containsExactly(
                        "all  3",
                        "data " + a + " 2",
                        "data " + b + " 1",
                        "group  1",
                        "group cluster 1",
                        "group crystal 1");
        EvaluatedStructure pair = evaluated.get(0);
        double ofPair = (pair.energyEv() + 7.5) / 2;
        double ofAtom = -3.7 + 3; // bzeroflag 1: an isolated atom has the constant alone
        SetErrors all = sets.get(0);
        assertThat(all.errors().energy().count()).isEqualTo(2);
        assertThat(all.errors().energy().rmse())
                .isCloseTo(Math.sqrt((ofPair * ofPair + ofAtom * ofAtom) / 2), within(1e-12));
        assertThat(all.errors().energy().mae()).isCloseTo((Math.abs(ofPair) + Math.abs(ofAtom)) / 2, within(1e-12));
        assertThat(all.errors().forces().count()).isEqualTo(6);
        double[] label = {0.1, 0, 0, -0.1, 0, 0.2};
        double squares = 0;
        for (int k = 0; k < 6; k++) {
            squares += Math.pow(pair.forcesEvPerAngstrom()[k] - label[k], 2);
        }
        assertThat(all.errors().forces().rmse()).isCloseTo(Math.sqrt(squares / 6), within(1e-12));
        assertThat(all.errors().stress().count()).isEqualTo(6);
        assertThat(sets.get(4).errors().isEmpty()).isTrue();
        assertThat(sets.get(4).errors().energy().rmse()).isNaN();
    }

    @Test
    void tablesHoldWhatWasComputed() throws IOException {
        Path out = folder.resolve("out");
        List<EvaluatedStructure> evaluated =
                run(ReferencePotential.NONE, Optional.of(out.toString()), structures("a.xyz", LABELLED));

        List<Row> configurations = table(out, "configurations", "config_id");
        assertThat(configurations).hasSize(2);
        Row pair = configurations.get(1);
        assertThat(pair.<Double>getAs("energy_ev")).isEqualTo(evaluated.get(0).energyEv());
        assertThat(pair.<Double>getAs("energy_label_ev")).isEqualTo(-7.5);
        assertThat(pair.getList(pair.fieldIndex("stress_gpa")))
                .isEqualTo(Arrays.stream(evaluated.get(0).stressGpa()).boxed().toList());
        Row dimer = configurations.get(0);
        for (String unknown :
                List.of("energy_label_ev", "stress_gpa", "stress_label_gpa", "force_rmse_mev_per_angstrom")) {
            assertThat(dimer.<Object>getAs(unknown)).as(unknown).isNull();
        }
        List<Row> atoms = table(out, "atoms", "config_id", "atom");
        assertThat(atoms).hasSize(4);
        Row second = atoms.get(3);
        assertThat(second.<Integer>getAs("atom")).isEqualTo(1);
        assertThat(second.<Double>getAs("energy_ev")).isEqualTo(evaluated.get(0).atomEnergiesEv()[1]);
        assertThat(second.getList(second.fieldIndex("force_label_ev_per_angstrom")))
                .isEqualTo(List.of(-0.1, 0.0, 0.2));
        List<Row> errors = table(out, "errors", "scope", "name");
        assertThat(errors).hasSize(3);
        assertThat(errors.get(0).<Double>getAs("energy_mae_mev_per_atom"))
                .isCloseTo(500 * Math.abs(evaluated.get(0).energyEv() + 7.5), within(1e-9));
        assertThat(errors.get(1).<Double>getAs("force_rmse_mev_per_angstrom")).isNull();
    }

    private static List<Row> table(Path out, String name, String... order) {
        String[] rest = Arrays.copyOfRange(order, 1, order.length);
        return session.read()
                .parquet(out.resolve(name).toString())
                .sort(order[0], rest)
                .collectAsList();
    }

    @Test
    void whatCannotBeEvaluatedIsNamedAndNothingIsLeft() throws IOException {
        Path strange = structures("strange.xyz", "1\nconfig_id=a\nFe 0 0 0\n");
        Optional<String> out = Optional.of(folder.resolve("out").toString());
        assertThatThrownBy(() -> run(ReferencePotential.NONE, out, strange))
                .hasRootCauseInstanceOf(UserErrorException.class)
                .hasStackTraceContaining(
                        "configuration a, atom 1: species Fe is not among the descriptor's elements [Be]");
        Path twice = structures("twice.xyz", "1\nconfig_id=a\nBe 0 0 0\n1\nconfig_id=a\nBe 0 0 0\n");
        assertThatThrownBy(() -> run(ReferencePotential.NONE, out, twice))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("twice.xyz:5: configuration a stands in");
        Path label = structures("label.xyz", "1\nconfig_id=a energy=low\nBe 0 0 0\n");
        assertThatThrownBy(() -> run(ReferencePotential.NONE, out, label))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("label.xyz:2: configuration a: energy=\"low\" is not a number");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(strange, twice, label);
        }
    }
}
