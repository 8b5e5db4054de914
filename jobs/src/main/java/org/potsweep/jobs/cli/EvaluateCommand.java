package org.potsweep.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.SnapFiles;
import org.potsweep.descriptors.SnapModel;
import org.potsweep.descriptors.ZieglerBiersackLittmark;
import org.potsweep.jobs.EvaluateJob;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.dataset.LabelKeys;
import org.potsweep.jobs.evaluation.EvaluatedStructure;
import org.potsweep.jobs.evaluation.LabelledStructure;
import org.potsweep.jobs.settings.LabelDefaults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        description = {
            "Computes energies, forces and stresses of structures with a SNAP potential, and its errors against the"
                    + " labels that the structures have.",
            "",
            "With --out, DIR/configurations, DIR/atoms and DIR/errors are Parquet tables. Energies include the constant of"
                    + " the potential, and ZBL only with --zbl: a .snapcoeff file does not tell of the pair potential"
                    + " that its authors may overlay; stress is (1/V) dE/dstrain in GPa, tension positive, for xx, yy, zz,"
                    + " yz, xz, xy."
        })
final class EvaluateCommand implements Callable<Integer> {
    @ParentCommand
    private PotsweepCommand potsweep;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "DATA",
            description = "Structures in extended XYZ; labels are compared with where they are there.")
    private List<Path> data;

    @Option(names = "--model", paramLabel = "SNAPCOEFF", required = true, description = "The .snapcoeff file.")
    private Path snapcoeff;

    @Option(names = "--param", paramLabel = "SNAPPARAM", required = true, description = "The .snapparam file.")
    private Path snapparam;

    @Option(
            names = "--zbl",
            paramLabel = "INNER,OUTER",
            split = ",",
            description = "Adds ZBL between nuclei, switched off between these radii in angstrom, as LAMMPS's"
                    + " pair_style zbl does.")
    private List<Double> zbl;

    @Option(
            names = "--test-of",
            paramLabel = "RUN",
            description = "Only the structures that this run kept for testing, all of which have to be in DATA.")
    private String testOf;

    @Option(names = "--out", paramLabel = "DIR", description = "A folder for the tables, new or empty.")
    private String out;

    @Option(
            names = "--energy-key",
            paramLabel = "KEY",
            description = "The key of the energy, in place of the usual ones.")
    private String energyKey;

    @Option(names = "--forces-key", paramLabel = "KEY", description = "The column of the forces.")
    private String forcesKey;

    @Option(names = "--stress-key", paramLabel = "KEY", description = "The key of the stress or virial.")
    private String stressKey;

    @Option(names = "--group-key", paramLabel = "KEY", description = "The key of the group of a structure.")
    private String groupKey;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        ReferencePotential reference = reference();
        SnapModel model = model();
        EvaluateJob job = new EvaluateJob(
                LabelledStructure.read(data, keys()),
                model,
                reference,
                Optional.ofNullable(testOf),
                Optional.ofNullable(out));
        potsweep.log().start();
        List<EvaluatedStructure> evaluated;
        try (SparkSession session = spark.open();
                Progress progress = Progress.on(System.err)) {
            session.sparkContext().addSparkListener(progress);
            progress.begin("evaluate");
            evaluated = job.execute(session);
        }
        new EvaluationText(model, reference, evaluated, out).lines().forEach(System.out::println);
        return 0;
    }

    private ReferencePotential reference() {
        if (zbl == null) {
            return ReferencePotential.NONE;
        }
        if (zbl.size() != 2) {
            throw new ParameterException(
                    spec.commandLine(), "--zbl takes two radii, such as --zbl 4,4.8, not " + zbl.size());
        }
        try {
            return new ZieglerBiersackLittmark(zbl.get(0), zbl.get(1));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--zbl: " + e.getMessage(), e);
        }
    }

    private SnapModel model() {
        try {
            return SnapFiles.read(snapcoeff, snapparam);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(Kind.DATA, e.getMessage());
        }
    }

    private LabelKeys keys() {
        LabelKeys usual = LabelDefaults.keys();
        return new LabelKeys(
                energyKey == null ? usual.energy() : List.of(energyKey),
                forcesKey == null ? usual.forces() : List.of(forcesKey),
                stressKey == null ? usual.stress() : List.of(stressKey),
                usual.id(),
                groupKey == null ? usual.group() : groupKey);
    }
}
