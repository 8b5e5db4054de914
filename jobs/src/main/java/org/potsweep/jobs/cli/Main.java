package org.potsweep.jobs.cli;

import org.potsweep.jobs.UserErrorException.Kind;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point, of the launcher and of spark-submit alike. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Interruption interruption = new Interruption();
        interruption.watch();
        int exitCode = run(arguments, interruption);
        if (!interruption.isUnderWay()) {
            interruption.finish();
        }
        // Spark may have left threads that are no daemons. While a signal is ending the process this call never
        // returns, and the exit code is the signal's.
        System.exit(exitCode);
    }

    /** Runs one command and returns the exit code. */
    static int run(String[] arguments, Interruption interruption) {
        LogFile log = new LogFile();
        IExecutionExceptionHandler tell = (failure, command, parsed) -> {
            if (failure instanceof ParameterException usage) {
                return tellUsage(usage);
            }
            ErrorReport report = ErrorReport.of(failure, log);
            if (!interruption.isUnderWay()) {
                report.lines().forEach(line -> command.getErr().println("potsweep: " + line));
            }
            return report.exitCode();
        };
        int exitCode = new CommandLine(new PotsweepCommand(log))
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((usage, ignored) -> tellUsage(usage))
                .setExecutionExceptionHandler(tell)
                .execute(arguments);
        if (exitCode != ErrorReport.BUG && exitCode != Kind.RESOURCES.exitCode()) {
            log.discard();
        }
        return exitCode;
    }

    private static int tellUsage(ParameterException usage) {
        CommandLine command = usage.getCommandLine();
        command.getErr().println("potsweep: " + usage.getMessage());
        UnmatchedArgumentException.printSuggestions(usage, command.getErr());
        command.getErr().println("potsweep: " + command.getCommandSpec().qualifiedName() + " --help tells more");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
