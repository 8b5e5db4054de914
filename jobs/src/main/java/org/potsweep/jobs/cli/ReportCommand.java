package org.potsweep.jobs.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.potsweep.jobs.report.ReportAnswers;
import org.potsweep.jobs.report.ReportJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        description = {
            "Writes the report of a run: one HTML file that opens in any browser, without a network, and beside it each"
                    + " chart as a Vega-Lite document with its data."
        })
final class ReportCommand implements Callable<Integer> {
    @ParentCommand
    private PotsweepCommand potsweep;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder.")
    private String run;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder to write to; by default the folder report in the run's.")
    private String out;

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description =
                    "A subset is large enough where its error exceeds that of the largest one by no more than this"
                            + " share; default ${DEFAULT-VALUE}.")
    private double tolerance;

    @Option(
            names = "--cell",
            paramLabel = "KEY",
            description = "A cell to show with those that stand out, such as level=3,subset_size=190,twojmax=6,...;"
                    + " may be repeated.")
    private List<String> cells = List.of();

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        if (!(tolerance >= 0 && tolerance <= 10)) {
            throw new ParameterException(
                    spec.commandLine(), "--tolerance " + tolerance + ": it is a share from 0 to 10, 0.1 for 10 %");
        }
        potsweep.log().start();
        ReportAnswers answers;
        try (SparkSession session = spark.open()) {
            answers = new ReportJob(session, run, out == null ? run + "/report" : out, tolerance, cells).execute();
        }
        new ReportText(answers).lines().forEach(System.out::println);
        System.out.println();
        System.out.println("Report: " + answers.page());
        return 0;
    }
}
