package org.potsweep.test.benchmark.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.potsweep.jobs.settings.SettingsReader;
import org.potsweep.jobs.settings.SweepSettings;

/**
 * What a benchmark sweeps over, and on what.
 *
 * @param master Spark's, local[n]
 * @param settings further settings of the sweep, by key
 */
record Design(
        String name,
        SyntheticData data,
        List<Integer> twojmax,
        List<Integer> sizes,
        List<Double> eweights,
        List<String> strategies,
        int replicates,
        String master,
        Map<String, String> settings) {

    /** Half of the structures are for training. */
    int training() {
        return data.configurations() / 2;
    }

    int widestTwojmax() {
        return twojmax.get(twojmax.size() - 1);
    }

    int threads() {
        String count = master.replaceAll("local\\[(\\d+)]", "$1");
        return count.equals(master) ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(count);
    }

    Design named(String other) {
        return new Design(other, data, twojmax, sizes, eweights, strategies, replicates, master, settings);
    }

    Design with(SyntheticData other, List<Integer> otherSizes) {
        return new Design(name, other, twojmax, otherSizes, eweights, strategies, replicates, master, settings);
    }

    Design withTwojmax(List<Integer> other) {
        return new Design(name, data, other, sizes, eweights, strategies, replicates, master, settings);
    }

    Design withEweights(List<Double> other) {
        return new Design(name, data, twojmax, sizes, other, strategies, replicates, master, settings);
    }

    Design withMaster(String other) {
        return new Design(name, data, twojmax, sizes, eweights, strategies, replicates, other, settings);
    }

    /** @param count orderings of each strategy */
    Design withOrderings(List<String> otherStrategies, int count) {
        return new Design(name, data, twojmax, sizes, eweights, otherStrategies, count, master, settings);
    }

    Design withSettings(Map<String, String> other) {
        return new Design(name, data, twojmax, sizes, eweights, strategies, replicates, master, other);
    }

    /** The same with a fraction of the structures: sizes shrink alike. */
    Design shrunk(int divisor) {
        if (divisor == 1) {
            return this;
        }
        SyntheticData fewer = new SyntheticData(
                data.seed(),
                Math.max(8, data.configurations() / divisor),
                data.atoms(),
                data.species(),
                data.levels(),
                data.twojmax());
        List<Integer> smaller = sizes.stream()
                .map(size -> Math.min(fewer.configurations() / 2, Math.max(2, size / divisor)))
                .distinct()
                .sorted()
                .toList();
        return with(fewer, smaller);
    }

    /** Writes sweep.conf beside the data and reads it as the command line would. */
    SweepSettings write(Path folder) throws IOException {
        Path conf = Files.writeString(folder.resolve(name + ".conf"), text());
        return SettingsReader.read(conf, settings);
    }

    private String text() {
        SyntheticLevels levels = new SyntheticLevels(data.levels());
        String files = IntStream.range(0, levels.count())
                .mapToObj(l -> "{ name = \"%d\", file = \"%s\", mean-cost-seconds = %s }"
                        .formatted(l + 1, SyntheticData.file(Path.of(""), l), levels.meanSeconds(l)))
                .collect(Collectors.joining("\n    "));
        String elements = Labeller.snap(widestTwojmax(), data.species()).elements().stream()
                .map(e -> "%s { radelem = %s, wj = %s }".formatted(e.symbol(), e.radelem(), e.wj()))
                .collect(Collectors.joining(", "));
        return """
                potsweep {
                  dataset.levels = [
                    %s
                  ]
                  descriptor { twojmax = %s, rcutfac = 4.812302818, elements { %s } }
                  sampling { strategies = %s, sizes = %s, replicates = %d }
                  fit.eweight = %s
                }
                """.formatted(files, twojmax, elements, strategies, sizes, replicates, eweights);
    }
}
