package org.potsweep.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Settings on the command line. */
final class OverrideOptions {
    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting that goes before the file's, for example -D sampling.replicates=5. Repeatable.")
    private final Map<String, String> overrides = new LinkedHashMap<>();

    Map<String, String> values() {
        return overrides;
    }
}
