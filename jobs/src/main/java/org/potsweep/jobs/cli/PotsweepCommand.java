package org.potsweep.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that the others belong to; it does nothing by itself. */
@Command(
        name = "potsweep",
        description = {
            "Fits every cell of a factorial design of linear interatomic potentials, and shows which cells are worth"
                    + " their cost."
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = PotsweepCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands (potsweep COMMAND --help tells their options):%n",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nArguments:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a bug in Potsweep; the message names the log file that belongs to its report",
            "2:the command line cannot be understood",
            "3:something is wrong with the settings",
            "4:something is wrong with the data",
            "5:the run folder cannot be used",
            "6:not enough memory or disk, or no suitable Java",
            "130:interrupted (Ctrl-C); nothing is published",
            "143:ended by a signal, as batch systems do (SIGTERM); nothing is published"
        },
        subcommands = {
            ValidateCommand.class,
            PlanCommand.class,
            RunCommand.class,
            LevelsCommand.class,
            FrontCommand.class,
            SelectCommand.class,
            RecommendCommand.class,
            ExportCommand.class,
            ReportCommand.class,
            DescriptorsCommand.class,
            EvaluateCommand.class,
            HelpCommand.class
        })
final class PotsweepCommand implements Runnable {
    private final LogFile log;

    @Spec
    private CommandSpec spec;

    PotsweepCommand(LogFile log) {
        this.log = log;
    }

    /** Where this process logs. */
    LogFile log() {
        return log;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The version of the application's jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = PotsweepCommand.class.getPackage().getImplementationVersion();
            return new String[] {"potsweep " + (version == null ? "(not packaged)" : version)};
        }
    }
}
