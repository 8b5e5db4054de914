package org.potsweep.test.benchmark.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SnapColumns;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapRows;
import org.potsweep.jobs.dataset.LabelledConfiguration;

/**
 * The rows and labels of some configurations in memory: what the peers start from.
 *
 * @param columns of a row
 * @param members by id, in the data's order
 * @param seconds that the rows took, on all threads
 */
record RowStore(SnapColumns columns, Map<String, Member> members, double seconds) {

    /**
     * One configuration.
     *
     * @param rows the energy row, then the force rows, one after the other
     * @param labels by level, one a row: eV/atom, then eV/angstrom
     */
    record Member(double[] rows, double[][] labels) {
        int count() {
            return labels[0].length;
        }
    }

    /** Computes the rows of all configurations. */
    static RowStore of(SnapParameters snap, List<LabelledConfiguration> configurations, int levels, int threads) {
        long start = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        Member[] members = new Member[configurations.size()];
        BlasRates.inParallel(threads, () -> {
            try (SnapRows calculator = new SnapRows(snap)) {
                for (int c = next.getAndIncrement(); c < members.length; c = next.getAndIncrement()) {
                    members[c] = member(calculator, configurations.get(c), levels);
                }
            }
            return true;
        });
        Map<String, Member> byId = new LinkedHashMap<>();
        for (int c = 0; c < members.length; c++) {
            byId.put(configurations.get(c).configuration().id(), members[c]);
        }
        return new RowStore(SnapColumns.of(snap), byId, (System.nanoTime() - start) * 1e-9);
    }

    private static Member member(SnapRows calculator, LabelledConfiguration labelled, int levels) {
        AtomicConfiguration configuration = labelled.configuration();
        int p = calculator.columns().count();
        int count = 1 + 3 * configuration.natoms();
        double[] rows = new double[count * p];
        calculator.rows(configuration, rows, 0, p);
        double[][] labels = new double[levels][count];
        for (int level = 0; level < levels; level++) {
            labels[level][0] = labelled.energyEv(level) / configuration.natoms();
            System.arraycopy(labelled.forcesEvPerAngstrom(level), 0, labels[level], 1, count - 1);
        }
        return new Member(rows, labels);
    }

    List<Member> of(List<String> ids) {
        return ids.stream().map(members::get).toList();
    }

    List<Member> without(Set<String> ids) {
        return members.entrySet().stream()
                .filter(entry -> !ids.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toList());
    }
}
