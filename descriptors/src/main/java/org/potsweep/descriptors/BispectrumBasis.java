package org.potsweep.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The components of the bispectrum up to a twojmax, in shell order, and where they meet the blocks of the expansion.
 *
 * <p>All angular momenta are doubled, so that they are integers. The neighbour density has one channel, or with
 * {@code chemflag} one an element; a block is an angular momentum of a channel, numbered j x channels + channel. A
 * component B(b1,b2,b3) couples three blocks whose momenta form a triangle; its shell is the largest momentum. Only its
 * three blocks matter, not their order, so LAMMPS's list, all channels (e1, e2, e3) with all j >= j1 >= j2, holds some of
 * them several times where there are several channels. Here each is there once, b3 >= b1 >= b2.
 */
final class BispectrumBasis {
    /** A component: its blocks, and the first of its places in LAMMPS's list at the twojmax of this basis. */
    record Triple(int b1, int b2, int b3, int lammps) {
        private int multiplicity(int block) {
            return (b1 == block ? 1 : 0) + (b2 == block ? 1 : 0) + (b3 == block ? 1 : 0);
        }
    }

    private final int twojmax;
    private final int channels;
    private final List<Triple> triples;
    private final int[][] members;
    private final int[][][] index;
    private final int[] lammps;
    private final int[][] first;

    BispectrumBasis(SnapParameters parameters) {
        twojmax = parameters.twojmax();
        channels = parameters.chemflag() ? parameters.elements().size() : 1;
        List<Triple> all = new ArrayList<>();
        for (int e = 0; e < channels * channels * channels; e++) {
            for (int[] j : momenta(twojmax)) {
                all.add(triple(
                        block(j[0], e / channels / channels),
                        block(j[1], e / channels % channels),
                        block(j[2], e % channels),
                        all.size()));
            }
        }
        index = new int[blocks()][blocks()][blocks()];
        List<Triple> distinct = new ArrayList<>();
        for (Triple t : all) {
            if (index[t.b3][t.b1][t.b2] == 0) {
                index[t.b3][t.b1][t.b2] = 1;
                distinct.add(t);
            }
        }
        distinct.sort(Comparator.comparingInt((Triple t) -> j(t.b3)).thenComparingInt(Triple::lammps));
        triples = List.copyOf(distinct);
        for (int t = 0; t < triples.size(); t++) {
            index[triples.get(t).b3][triples.get(t).b1][triples.get(t).b2] = t;
        }
        lammps = all.stream().mapToInt(t -> index[t.b3][t.b1][t.b2]).toArray();
        first = new int[channels][triples.size()];
        for (int channel = 0; channel < channels; channel++) {
            int c = channel;
            Arrays.setAll(first[channel], t -> first(triples.get(t), c));
        }
        members = new int[blocks()][];
        for (int block = 0; block < blocks(); block++) {
            int b = block;
            members[block] = IntStream.range(0, triples.size())
                    .filter(t -> triples.get(t).multiplicity(b) > 0)
                    .toArray();
        }
    }

    private static Triple triple(int a, int b, int c, int lammps) {
        int largest = Math.max(a, Math.max(b, c));
        int least = Math.min(a, Math.min(b, c));
        return new Triple(a + b + c - largest - least, least, largest, lammps);
    }

    /** The (j1, j2, j) with j >= j1 >= j2 in LAMMPS's order. */
    private static List<int[]> momenta(int twojmax) {
        List<int[]> list = new ArrayList<>();
        for (int j1 = 0; j1 <= twojmax; j1++) {
            for (int j2 = 0; j2 <= j1; j2++) {
                for (int j = j1 - j2; j <= Math.min(twojmax, j1 + j2); j += 2) {
                    if (j >= j1) {
                        list.add(new int[] {j1, j2, j});
                    }
                }
            }
        }
        return list;
    }

    /** The number of components of one channel up to a twojmax. */
    static int components(int twojmax) {
        return momenta(twojmax).size();
    }

    int twojmax() {
        return twojmax;
    }

    int channels() {
        return channels;
    }

    /** The number of blocks. */
    int blocks() {
        return (twojmax + 1) * channels;
    }

    int block(int j, int channel) {
        return j * channels + channel;
    }

    /** The angular momentum of a block. */
    int j(int block) {
        return block / channels;
    }

    int channel(int block) {
        return block % channels;
    }

    /** The number of distinct components. */
    int count() {
        return triples.size();
    }

    Triple triple(int component) {
        return triples.get(component);
    }

    /** The shell of a component: the smallest twojmax that contains it. */
    int shell(int component) {
        return j(triples.get(component).b3);
    }

    /** The component at each place of LAMMPS's list: for every (e1, e2, e3), the last fastest, all (j1, j2, j). */
    int[] lammps() {
        return lammps.clone();
    }

    /** The components that depend on a block, ascending. */
    int[] members(int block) {
        return members[block];
    }

    private int first(Triple t, int channel) {
        return IntStream.of(t.b2, t.b1, t.b3)
                .filter(block -> channel(block) == channel)
                .map(this::j)
                .findFirst()
                .orElse(-1);
    }

    /** The smallest angular momentum with which a channel is in a component, -1 if it is not. */
    int first(int component, int channel) {
        return first[channel][component];
    }

    /** The component with these three blocks (in any order). */
    int component(int a, int b, int c) {
        Triple t = triple(a, b, c, 0);
        return index[t.b3][t.b1][t.b2];
    }

    /**
     * The factor f in dB = sum over distinct blocks of f Z . dU: the number of times that the block occurs, times the
     * ratio of dimensions (Thompson et al. 2015, eq. 32 of the appendix), and 1/(j+1) if components are normalised.
     */
    double weight(int component, int block, boolean bnormflag) {
        Triple triple = triples.get(component);
        double ratio = triple.multiplicity(block) * (shell(component) + 1.0) / (j(block) + 1.0);
        return bnormflag ? ratio / (shell(component) + 1) : ratio;
    }

    /** The complex coefficients of a block of momentum j that determine the others: (j+1)^2/2, rounded up. */
    static int half(int j) {
        return ((j + 1) * (j + 1) + 1) / 2;
    }
}
