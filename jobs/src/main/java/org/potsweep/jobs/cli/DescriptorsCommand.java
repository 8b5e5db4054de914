package org.potsweep.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.DescriptorsJob;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.settings.SweepSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "descriptors",
        description = {
            "Writes the rows of structures as Parquet, for analysts: config_id, kind (energy, force), index, values.",
            "",
            "A structure of N atoms has one energy row (the mean over its atoms; times the coefficients it gives eV/atom)"
                    + " and 3N force rows (index 3 atom + axis, both from 0; eV/angstrom). Values are in LAMMPS's order."
        })
final class DescriptorsCommand implements Callable<Integer> {
    @ParentCommand
    private PotsweepCommand potsweep;

    @Parameters(index = "0", paramLabel = "DATA", description = "Structures in extended XYZ; they need no labels.")
    private Path data;

    @Option(
            names = "--conf",
            paramLabel = "CONF",
            required = true,
            description = "Settings with the descriptor, a HOCON file.")
    private Path conf;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A folder for the rows, new or empty.")
    private String out;

    @Option(names = "--twojmax", paramLabel = "2J", description = "In place of the largest twojmax of the settings.")
    private Integer twojmax;

    @Mixin
    private OverrideOptions overrides;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        SweepSettings settings = SettingsReader.read(conf, overrides.values());
        OptionalInt size = twojmax == null ? OptionalInt.empty() : OptionalInt.of(twojmax);
        DescriptorsJob job = new DescriptorsJob(data, settings, size, out);
        potsweep.log().start();
        DescriptorsJob.Written written;
        try (SparkSession session = spark.open();
                Progress progress = Progress.on(System.err)) {
            session.sparkContext().addSparkListener(progress);
            progress.begin("descriptors");
            written = job.execute(session);
        }
        System.out.println(Quantity.count(written.rows()) + " rows of " + Quantity.count(written.columns())
                + " values, of " + Quantity.count(written.configurations()) + " configurations, in " + out);
        return 0;
    }
}
