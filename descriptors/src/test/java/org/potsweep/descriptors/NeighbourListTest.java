package org.potsweep.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighbourListTest {
    /** A neighbour as a sorted line of numbers: atom and displacement to nine digits. */
    private static List<String> found(NeighbourList list, int i) {
        List<String> lines = new ArrayList<>();
        for (int s = list.firstGroup[i]; s < list.firstGroup[i + 1]; s++) {
            for (int p = list.groupStart[s]; p < list.groupEnd(i, s); p++) {
                lines.add(line(list.groupAtom[s], list.x[p], list.y[p], list.z[p]));
            }
        }
        for (int p = list.self[i]; p < list.first[i + 1]; p++) {
            lines.add(line(i, list.x[p], list.y[p], list.z[p]));
        }
        lines.sort(null);
        return lines;
    }

    private static String line(int atom, double x, double y, double z) {
        return atom + " " + Math.round(x * 1e9) + " " + Math.round(y * 1e9) + " " + Math.round(z * 1e9);
    }

    private static List<String> expected(AtomicConfiguration c, int i, double cutoff, int images) {
        List<String> lines = new ArrayList<>();
        int[] reach = new int[3];
        for (int a = 0; a < 3; a++) {
            reach[a] = c.cell().periodic(a) ? images : 0;
        }
        for (int j = 0; j < c.natoms(); j++) {
            for (int s0 = -reach[0]; s0 <= reach[0]; s0++) {
                for (int s1 = -reach[1]; s1 <= reach[1]; s1++) {
                    for (int s2 = -reach[2]; s2 <= reach[2]; s2++) {
                        double[] d = new double[3];
                        for (int k = 0; k < 3; k++) {
                            d[k] = c.position(j, k)
                                    - c.position(i, k)
                                    + s0 * c.cell().lattice(0, k)
                                    + s1 * c.cell().lattice(1, k)
                                    + s2 * c.cell().lattice(2, k);
                        }
                        double square = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
                        if (square < cutoff * cutoff && square > 0) {
                            lines.add(line(j, d[0], d[1], d[2]));
                        }
                    }
                }
            }
        }
        lines.sort(null);
        return lines;
    }

    private static NeighbourList build(AtomicConfiguration configuration, double cutoff) {
        NeighbourList list = new NeighbourList();
        list.build(List.of(configuration), new int[configuration.natoms()], new double[][] {{cutoff}});
        return list;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 4.8, true, true, true",
        "3, 9.5, true, true, true",
        "200, 3.1, true, true, true",
        "200, 3.1, false, true, true",
        "200, 3.1, true, false, false",
        "200, 2.5, false, false, false",
        "60, 5.2, true, true, false"
    })
    void equalsABruteForceSearch(int n, double cutoff, boolean px, boolean py, boolean pz) {
        boolean[] periodic = {px, py, pz};
        AtomicConfiguration configuration = Structures.random(n, periodic, List.of("Be"), n);
        double[] positions = configuration.positions();
        for (int i = 0; i < n; i++) { // the list takes atoms outside the box
            for (int k = 0; k < 3; k++) {
                positions[3 * i + k] += px ? (i % 3 - 1) * configuration.cell().lattice(0, k) : 0;
            }
        }
        AtomicConfiguration scattered = Structures.at(configuration, positions);
        NeighbourList list = build(scattered, cutoff);
        for (int i = 0; i < n; i++) {
            assertThat(found(list, i)).isEqualTo(expected(scattered, i, cutoff, n < 10 ? 6 : 4));
        }
    }

    @Test
    void openDirectionsNeedNoLatticeVector() {
        double[] lattice = {3, 0, 0, 0, 0, 0, 0, 0, 0};
        SimulationCell wire = new SimulationCell(lattice, new boolean[] {true, false, false});
        AtomicConfiguration configuration =
                new AtomicConfiguration("wire", wire, List.of("Be", "Be"), new double[] {0, 0, 0, 1, 1.5, 0.5});
        NeighbourList list = build(configuration, 7);
        for (int i = 0; i < 2; i++) {
            assertThat(found(list, i)).isEqualTo(expected(configuration, i, 7, 4));
        }
        assertThat(list.r[list.self[0]]).isCloseTo(6, within(1e-12));
    }

    @Test
    void degenerateLatticesAreRefused() {
        double[] flat = {3, 0, 0, 6, 0, 0, 0, 0, 4};
        assertThatThrownBy(() -> new SimulationCell(flat, new boolean[] {true, true, false}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("periodic");
        double[] thin = {3, 0, 0, 3, 1e-7, 0, 0, 0, 4};
        AtomicConfiguration configuration = new AtomicConfiguration(
                "thin", new SimulationCell(thin, Structures.PERIODIC), List.of("Be"), new double[3]);
        assertThatThrownBy(() -> build(configuration, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thin")
                .hasMessageContaining("images");
    }

    @Test
    void neighboursAreMutualAtTheCutOff() {
        // A perfect crystal with shells exactly at the cut-off: rounding must not make the relation one-sided.
        AtomicConfiguration crystal = Structures.bodyCentred(4, 2.52, 0, 1);
        for (double cutoff : new double[] {2.52, 2.52 * Math.sqrt(2), 2.52 * Math.sqrt(0.75)}) {
            NeighbourList list = build(crystal, cutoff);
            for (int i = 0; i < crystal.natoms(); i++) {
                for (int s = list.firstGroup[i]; s < list.firstGroup[i + 1]; s++) {
                    int j = list.groupAtom[s];
                    int[] back = Arrays.copyOfRange(list.groupAtom, list.firstGroup[j], list.firstGroup[j + 1]);
                    assertThat(back).contains(i);
                }
            }
        }
    }
}
