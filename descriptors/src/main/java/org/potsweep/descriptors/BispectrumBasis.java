package org.potsweep.descriptors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The components of the bispectrum up to a twojmax, in shell order, and where they meet the blocks of the expansion.
 *
 * <p>All angular momenta are doubled, so that they are integers. A component B(j1,j2,j) with j >= j1 >= j2 belongs to
 * shell j. It depends on the expansion coefficients of the blocks j1, j2 and j: once for each distinct value, with
 * {@link #weight}.
 */
final class BispectrumBasis {
    /** A component, j >= j1 >= j2, with its place in LAMMPS's order at the twojmax of this basis. */
    record Triple(int j1, int j2, int j, int lammps) {
        private boolean contains(int block) {
            return j1 == block || j2 == block || j == block;
        }

        private int multiplicity(int block) {
            return (j1 == block ? 1 : 0) + (j2 == block ? 1 : 0) + (j == block ? 1 : 0);
        }
    }

    private final int twojmax;
    private final List<Triple> triples;
    private final int[][] members;
    private final int[][][] index;

    BispectrumBasis(int twojmax) {
        this.twojmax = twojmax;
        List<Triple> list = new ArrayList<>();
        for (int j1 = 0; j1 <= twojmax; j1++) {
            for (int j2 = 0; j2 <= j1; j2++) {
                for (int j = j1 - j2; j <= Math.min(twojmax, j1 + j2); j += 2) {
                    if (j >= j1) {
                        list.add(new Triple(j1, j2, j, list.size()));
                    }
                }
            }
        }
        list.sort(Comparator.comparingInt(Triple::j).thenComparingInt(Triple::lammps));
        triples = List.copyOf(list);
        index = new int[twojmax + 1][twojmax + 1][twojmax + 1];
        for (int t = 0; t < triples.size(); t++) {
            Triple triple = triples.get(t);
            index[triple.j][triple.j1][triple.j2] = t;
        }
        members = new int[twojmax + 1][];
        for (int block = 0; block <= twojmax; block++) {
            int b = block;
            members[block] = IntStream.range(0, triples.size())
                    .filter(t -> triples.get(t).contains(b))
                    .toArray();
        }
    }

    /** The number of components up to a twojmax. */
    static int components(int twojmax) {
        int count = 0;
        for (int j1 = 0; j1 <= twojmax; j1++) {
            for (int j2 = 0; j2 <= j1; j2++) {
                for (int j = j1 - j2; j <= Math.min(twojmax, j1 + j2); j += 2) {
                    count += j >= j1 ? 1 : 0;
                }
            }
        }
        return count;
    }

    int twojmax() {
        return twojmax;
    }

    int count() {
        return triples.size();
    }

    Triple triple(int component) {
        return triples.get(component);
    }

    /** The components that depend on block j, ascending. */
    int[] members(int block) {
        return members[block];
    }

    /** The component with these three momenta (in any order). */
    int component(int a, int b, int c) {
        int j = Math.max(a, Math.max(b, c));
        int j2 = Math.min(a, Math.min(b, c));
        return index[j][a + b + c - j - j2][j2];
    }

    /**
     * The factor f in dB = sum over distinct blocks of f Z . dU: the number of times that the block occurs, times the
     * ratio of dimensions (Thompson et al. 2015, eq. 32 of the appendix), and 1/(j+1) if components are normalised.
     */
    double weight(int component, int block, boolean bnormflag) {
        Triple triple = triples.get(component);
        double ratio = triple.multiplicity(block) * (triple.j + 1.0) / (block + 1.0);
        return bnormflag ? ratio / (triple.j + 1) : ratio;
    }

    /** The complex coefficients of block j that determine the others: (j+1)^2/2, rounded up. */
    static int half(int j) {
        return ((j + 1) * (j + 1) + 1) / 2;
    }
}
