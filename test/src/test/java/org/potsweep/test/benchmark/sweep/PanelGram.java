package org.potsweep.test.benchmark.sweep;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.potsweep.solver.Blas;
import org.potsweep.solver.NativeMatrix;

/** X^T X of rows on the Java heap as the engine forms it: panels of rows are copied out and multiplied by dsyrk. */
final class PanelGram {
    private PanelGram() {}

    /** The lower triangle's product, column by column; each thread adds up members of its own. */
    static NativeMatrix of(List<RowStore.Member> members, int columns, int panelRows, int threads) {
        AtomicInteger next = new AtomicInteger();
        List<NativeMatrix> parts = BlasRates.inParallel(threads, () -> {
            NativeMatrix sum = new NativeMatrix(columns, columns);
            try (NativeMatrix panel = new NativeMatrix(columns, panelRows)) {
                int filled = 0;
                for (int m = next.getAndIncrement(); m < members.size(); m = next.getAndIncrement()) {
                    RowStore.Member member = members.get(m);
                    for (int r = 0; r < member.count(); r++) {
                        panel.write(0, filled++, member.rows(), r * columns, columns);
                        if (filled == panelRows) {
                            Blas.addOuterProduct(columns, filled, panel, sum);
                            filled = 0;
                        }
                    }
                }
                Blas.addOuterProduct(columns, filled, panel, sum);
            }
            return sum;
        });
        parts.subList(1, parts.size()).forEach(part -> addTo(parts.get(0), part, columns));
        return parts.get(0);
    }

    private static void addTo(NativeMatrix sum, NativeMatrix part, int columns) {
        double[] left = new double[columns];
        double[] right = new double[columns];
        for (int c = 0; c < columns; c++) {
            sum.read(c, c, left, 0, columns - c);
            part.read(c, c, right, 0, columns - c);
            for (int i = 0; i < columns - c; i++) {
                left[i] += right[i];
            }
            sum.write(c, c, left, 0, columns - c);
        }
        part.close();
    }
}
