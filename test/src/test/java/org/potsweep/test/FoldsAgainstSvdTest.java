package org.potsweep.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.potsweep.jobs.SweepInput;
import org.potsweep.jobs.settings.SweepSettings;

/**
 * Cross-validation beside every other strategy: a fold's models are dense fits to all the others, and are tested on the
 * fold. The training set has 81 configurations: no number of folds in these tests divides it.
 */
class FoldsAgainstSvdTest {
    private static final Map<String, String> SMALL = Map.of(
            "descriptor.twojmax", "[2, 4]",
            "dataset.levels", "[{ name = crude, file = \"level-1.xyz\" }, { name = fine, file = \"level-6.xyz\" }]",
            "split.test-fraction", "0.797",
            "sampling.sizes", "[7, 40]",
            "fit.eweight", "[1, 50]");

    @TempDir
    private Path folder;

    private SweepSettings settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(SMALL);
        all.putAll(more);
        return Sweeps.beryllium(all);
    }

    private static List<DenseSweep.Cell> folds(DenseSweep sweep) {
        return sweep.cells(row -> row.<String>getAs("strategy").equals("k-fold"));
    }

    @Test
    void foldsBesideAllOtherStrategies() throws IOException {
        SweepInput input = SweepInput.read(settings(Map.of("sampling.strategies", "[random]")));
        List<String> ids = new ArrayList<>();
        for (int config : input.split().train()) {
            ids.add(input.dataset().configurations().get(config).configuration().id());
        }
        assertThat(ids).hasSize(81);
        Collections.reverse(ids);
        // An ordering need not list all of the training set.
        Path list = Files.write(folder.resolve("ids.txt"), ids.subList(0, 50));
        DenseSweep sweep = DenseSweep.run(
                LocalSpark.shared(),
                settings(Map.of(
                        "sampling.strategies", "[k-fold, leverage, random, file]",
                        "sampling.ordering-file", "\"" + list + "\"",
                        "sampling.replicates", "2",
                        "sampling.folds", "4")),
                folder.resolve("run"));
        int aSubset = 2 * 2 * 2;
        assertThat(sweep.cells()).hasSize((4 + 2 * (2 + 2 + 1)) * aSubset);
        sweep.assertAgreement();
        sweep.assertScores();
        assertThat(sweep.ordering("file").stream()
                        .map(c -> sweep.dataset()
                                .configurations()
                                .get(c)
                                .configuration()
                                .id()))
                .containsExactlyElementsOf(ids.subList(0, 50));
        assertFolds(sweep, 4);
    }

    /** Folds share out the training set as evenly as can be; the size that names their cells is that of the largest. */
    private static void assertFolds(DenseSweep sweep, int count) {
        List<DenseSweep.Cell> folds = folds(sweep);
        Map<Integer, List<DenseSweep.Cell>> byReplicate = folds.stream()
                .collect(Collectors.groupingBy(cell -> cell.published().<Integer>getAs("replicate")));
        assertThat(byReplicate).hasSize(count);
        int train = sweep.train().size();
        int largest = (train + count - 1) / count;
        List<Integer> left = new ArrayList<>();
        List<Integer> fitted = new ArrayList<>();
        byReplicate.forEach((replicate, cells) -> {
            List<Integer> fold = new ArrayList<>(sweep.train());
            fold.removeAll(sweep.ordering("k-fold-" + replicate));
            left.addAll(fold);
            fitted.add(train - fold.size());
            assertThat(cells).allMatch(cell -> cell.published().<Long>getAs("n_configs") == train - fold.size());
            assertThat(cells).allMatch(cell -> cell.published().<Integer>getAs("subset_size") == train - largest);
        });
        assertThat(left).doesNotHaveDuplicates().hasSameSizeAs(sweep.train());
        assertThat(new TreeSet<>(fitted)).containsExactlyInAnyOrder(train - largest, train - train / count);
    }

    /** Nothing but folds, so that no ordering gives the training set; errors are explicit, for there are weights. */
    @Test
    void weightedFoldsAlone() {
        SweepSettings settings = settings(Map.of(
                "sampling.strategies", "[k-fold]",
                "sampling.folds", "5",
                "descriptor.quadraticflag", "[0, 1]",
                "fit.vweight", "0.1",
                "fit.group-weights", "[{ groups = \"random\", eweight = 0.5, fweight = 2, vweight = 3 }]"));
        List<String> groups = SweepInput.read(settings).dataset().configurations().stream()
                .map(labelled -> labelled.group())
                .toList();
        double[] ofRandom = {0.5, 2, 3};
        DenseSweep sweep = DenseSweep.run(
                LocalSpark.shared(),
                settings,
                folder,
                (config, kind) -> groups.get(config).equals("random") ? ofRandom[kind] : 1);
        assertThat(sweep.cells()).hasSize(5 * 2 * 2 * 2 * 2);
        sweep.assertAgreement();
        assertFolds(sweep, 5);
    }
}
