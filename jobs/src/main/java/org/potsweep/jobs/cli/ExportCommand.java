package org.potsweep.jobs.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.potsweep.analysis.Spread;
import org.potsweep.jobs.ExportJob;
import org.potsweep.jobs.PublishedRun;
import org.potsweep.jobs.choice.CellReplicate;
import org.potsweep.jobs.choice.RunCell;
import org.potsweep.jobs.export.ExportedModel;
import org.potsweep.jobs.storage.NewFolder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "export",
        description = {
            "Writes a model of a run for LAMMPS: .snapcoeff, .snapparam, a file of pair_style and pair_coeff commands to"
                    + " include, and a README.txt with the cell's settings and errors.",
            "",
            "A key names a cell by axes and values, with commas between: --cell"
                    + " strategy=leverage,subset_size=190,energy_weight=12.25,twojmax=6,level=6. Axes that are not needed"
                    + " to tell the cell from all others may be left out. Without replicate=N at its end, the replicate"
                    + " is taken whose test energy error is nearest to the median."
        })
final class ExportCommand implements Callable<Integer> {
    @ParentCommand
    private PotsweepCommand potsweep;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder.")
    private String place;

    @ArgGroup(multiplicity = "1")
    private Choice choice;

    /** Which model it is to be. */
    private static final class Choice {
        @Option(names = "--cell", paramLabel = "KEY", description = "The cell of this key.")
        private String key;

        @Option(
                names = "--best",
                paramLabel = "WHAT",
                description = "The cell on the run's front with the smallest test energy error (energy) or test force"
                        + " error (force), or the front's knee (knee).")
        private ExportJob.Best best;
    }

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A folder for the files, new or empty.")
    private String out;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        NewFolder folder = NewFolder.at(out, spark.hadoop());
        potsweep.log().start();
        ExportedModel exported;
        try (SparkSession session = spark.open()) {
            ExportJob job = new ExportJob(PublishedRun.open(session, place), place, folder);
            exported = choice.key == null ? job.execute(choice.best) : job.execute(choice.key);
        }
        lines(exported).forEach(System.out::println);
        return 0;
    }

    private static String[] errors(String name, double own, Spread all, boolean several) {
        String value = Quantity.significant(own, 4);
        return several
                ? new String[] {name, value, Quantity.significant(all.median(), 4), Quantity.range(all)}
                : new String[] {name, value};
    }

    private List<String> lines(ExportedModel exported) {
        RunCell cell = exported.cell();
        CellReplicate own = exported.replicate();
        boolean several = cell.replicates().size() > 1;
        List<String> lines = new ArrayList<>();
        lines.add("cell        " + exported.key());
        lines.add("replicate   " + own.replicate() + " of " + cell.replicates().size()
                + (several && own.equals(cell.central()) ? ", the nearest to the median of the test energy RMSE" : ""));
        TextTable table = new TextTable(several ? "lrrr" : "lr");
        List<String> head = List.of("test errors", "this model", "median", "16-84 %");
        table.head(head.subList(0, several ? 4 : 2).toArray(String[]::new));
        table.row(errors("energy RMSE, meV/atom", own.energyRmse(), cell.energyRmse(), several));
        table.row(errors("force RMSE, meV/A", own.forceRmse(), cell.forceRmse(), several));
        lines.add("solved by   " + own.method() + " at rank " + Quantity.count(own.rank()) + " of "
                + Quantity.count(own.coefficients()) + ", condition " + Quantity.significant(own.condition(), 2));
        if (own.isMinimumNorm()) {
            lines.add("            fewer independent rows than coefficients: one of many models that fit as well");
        }
        lines.add("");
        lines.addAll(table.lines(""));
        lines.add("");
        lines.add(
                "Written to " + out + ": " + String.join(", ", exported.files().keySet()) + ".");
        lines.add("In LAMMPS, where these files are: units metal, then include " + exported.include());
        return lines;
    }
}
