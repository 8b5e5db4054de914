package org.potsweep.jobs.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.potsweep.analysis.Dominance;
import org.potsweep.analysis.levels.ThresholdChoice;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.front.Reduction;
import org.potsweep.jobs.levels.PrecisionCoordinate;
import org.potsweep.jobs.settings.LeverageSettings.Basis;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
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
                .registerConverter(Dominance.class, word -> constant(Dominance.class, word))
                .registerConverter(FrontCommand.Format.class, word -> constant(FrontCommand.Format.class, word))
                .registerConverter(Reduction.class, word -> constant(Reduction.class, word))
                .registerConverter(LevelsCommand.Format.class, word -> constant(LevelsCommand.Format.class, word))
                .registerConverter(ThresholdChoice.class, word -> constant(ThresholdChoice.class, word))
                .registerConverter(PrecisionCoordinate.class, word -> constant(PrecisionCoordinate.class, word))
                .registerConverter(Strategy.class, word -> constant(Strategy.class, word))
                .registerConverter(Basis.class, word -> constant(Basis.class, word))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((usage, ignored) -> tellUsage(usage))
                .setExecutionExceptionHandler(tell)
                .execute(arguments);
        if (exitCode != ErrorReport.BUG && exitCode != Kind.RESOURCES.exitCode()) {
            log.discard();
        }
        return exitCode;
    }

    /** A constant by its name, which users write in lower case. */
    private static <E extends Enum<E>> E constant(Class<E> constants, String word) {
        List<String> words = Arrays.stream(constants.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        int found = words.indexOf(word.toLowerCase(Locale.ROOT));
        if (found < 0) {
            throw new TypeConversionException("it is one of " + String.join(", ", words) + ", not '" + word + "'");
        }
        return constants.getEnumConstants()[found];
    }

    private static int tellUsage(ParameterException usage) {
        CommandLine command = usage.getCommandLine();
        command.getErr().println("potsweep: " + problem(usage));
        UnmatchedArgumentException.printSuggestions(usage, command.getErr());
        command.getErr().println("potsweep: " + command.getCommandSpec().qualifiedName() + " --help tells more");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String problem(ParameterException usage) {
        boolean isFirst = usage.getCommandLine().getParent() == null;
        return usage instanceof UnmatchedArgumentException unmatched && isFirst
                ? "there is no command '" + unmatched.getUnmatched().get(0) + "'"
                : usage.getMessage();
    }
}
