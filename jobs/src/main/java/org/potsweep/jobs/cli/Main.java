package org.potsweep.jobs.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.potsweep.jobs.UserErrorException.Kind;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
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
        CommandLine line = new CommandLine(new PotsweepCommand(log));
        readConstants(line);
        int exitCode = line.setExpandAtFiles(false)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((usage, ignored) -> tellUsage(usage))
                .setExecutionExceptionHandler(tell)
                .execute(arguments);
        if (exitCode != ErrorReport.BUG && exitCode != Kind.RESOURCES.exitCode()) {
            log.discard();
        }
        return exitCode;
    }

    /** Lets users write constants in lower case, in every command. */
    private static void readConstants(CommandLine line) {
        line.getSubcommands().values().forEach(Main::readConstants);
        for (OptionSpec option : line.getCommandSpec().options()) {
            if (option.type().isEnum()) {
                readConstants(line, option.type());
            }
        }
    }

    private static <T> void readConstants(CommandLine line, Class<T> type) {
        line.registerConverter(type, word -> constant(type, word));
    }

    private static <T> T constant(Class<T> type, String word) {
        T[] constants = type.getEnumConstants();
        List<String> words = Arrays.stream(constants)
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        int found = words.indexOf(word.toLowerCase(Locale.ROOT));
        if (found < 0) {
            throw new TypeConversionException("it is one of " + String.join(", ", words) + ", not '" + word + "'");
        }
        return constants[found];
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
