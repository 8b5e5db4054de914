package org.potsweep.descriptors;

import java.util.Arrays;
import java.util.List;

/**
 * The neighbours of every atom of some configurations, which count as one system of atoms that do not see each other.
 * Mutable workspace: {@link #build} overwrites it. 36 bytes a neighbour, 12 a group.
 *
 * <p>Neighbours of an atom are grouped by the atom that they are images of, in order of species, then of atoms; the
 * atom's own images come last.
 */
final class NeighbourList {
    /** First neighbour of atom i, N + 1 elements. */
    int[] first = new int[1];

    /** First of the images of atom i itself, which end at first[i + 1]. */
    int[] self = new int[0];

    /** First group of atom i, N + 1 elements: its distinct neighbouring atoms other than itself. */
    int[] firstGroup = new int[1];

    /** The atom of each group. */
    int[] groupAtom = new int[64];

    /** First neighbour of each group; a group ends where the next begins, the last one of atom i at self[i]. */
    int[] groupStart = new int[64];

    /** Species index of each neighbour. */
    int[] species = new int[256];

    /** Displacements r_j - r_i in angstrom, and distance. */
    double[] x = new double[256];

    double[] y = new double[256];
    double[] z = new double[256];
    double[] r = new double[256];

    private int pairs;
    private int groups;

    private final LinkedCells cells = new LinkedCells();

    /** While an atom's neighbours are sorted: the number, then the group, of the images of each atom; -1 for none. */
    private int[] slot = new int[0];

    /** The place of the next neighbour of each group. */
    private int[] next = new int[64];

    /** The displacements of all neighbours along a Cartesian axis, in angstrom. */
    double[] displacement(int axis) {
        return axis == 0 ? x : axis == 1 ? y : z;
    }

    /**
     * Finds all neighbours. The atoms of all configurations are counted through.
     *
     * @param type species index of each atom
     * @param cutoff cut-off distance of a pair of species in angstrom, {@code cutoff[a][b]}
     * @throws IllegalArgumentException if two atoms coincide, or a box is so flat that the cut-off holds over a million
     *     images
     */
    void build(List<AtomicConfiguration> configurations, int[] type, double[][] cutoff) {
        first = new int[type.length + 1];
        self = new int[type.length];
        firstGroup = new int[type.length + 1];
        pairs = 0;
        groups = 0;
        if (slot.length < type.length) {
            slot = new int[type.length];
            Arrays.fill(slot, -1);
        }
        int base = 0;
        for (AtomicConfiguration configuration : configurations) {
            cells.start(configuration, type, base, cutoff);
            for (int i = 0; i < configuration.natoms(); i++) {
                cells.search(i);
                group(base + i, type);
            }
            base += configuration.natoms();
        }
    }

    /** Sorts the neighbours found of atom i by species and by the atom that they are images of. */
    private void group(int i, int[] type) {
        grow();
        int base = groups;
        for (int k = 0; k < cells.found; k++) {
            int j = cells.atom[k];
            if (j != i) {
                if (slot[j] < 0) {
                    slot[j] = 0;
                    groupAtom[groups++] = Math.addExact(Math.multiplyExact(type[j], type.length), j);
                }
                slot[j]++;
            }
        }
        Arrays.sort(groupAtom, base, groups);
        int position = pairs;
        for (int s = base; s < groups; s++) {
            groupAtom[s] %= type.length;
            groupStart[s] = position;
            next[s] = position;
            position += slot[groupAtom[s]];
            slot[groupAtom[s]] = s;
        }
        self[i] = position;
        place(i, type, position);
        for (int s = base; s < groups; s++) {
            slot[groupAtom[s]] = -1;
        }
        pairs += cells.found;
        first[i + 1] = pairs;
        firstGroup[i + 1] = groups;
    }

    /** Makes room for what was found. */
    private void grow() {
        int end = pairs + cells.found;
        if (r.length < end) {
            int size = Math.max(end, 2 * r.length);
            species = Arrays.copyOf(species, size);
            x = Arrays.copyOf(x, size);
            y = Arrays.copyOf(y, size);
            z = Arrays.copyOf(z, size);
            r = Arrays.copyOf(r, size);
        }
        if (groupAtom.length < groups + cells.found) {
            int size = 2 * (groups + cells.found);
            groupAtom = Arrays.copyOf(groupAtom, size);
            groupStart = Arrays.copyOf(groupStart, size);
            next = Arrays.copyOf(next, size);
        }
    }

    /** Puts each neighbour into its group, and images of atom i itself from place {@code own} on. */
    private void place(int i, int[] type, int own) {
        int position = own;
        for (int k = 0; k < cells.found; k++) {
            int j = cells.atom[k];
            int p = j == i ? position++ : next[slot[j]]++;
            species[p] = type[j];
            x[p] = cells.vector[4 * k];
            y[p] = cells.vector[4 * k + 1];
            z[p] = cells.vector[4 * k + 2];
            r[p] = cells.vector[4 * k + 3];
        }
    }

    /** The number of neighbours of atom i. */
    int count(int i) {
        return first[i + 1] - first[i];
    }

    /** One past the last neighbour of group {@code s} of atom {@code i}. */
    int groupEnd(int i, int s) {
        return s + 1 < firstGroup[i + 1] ? groupStart[s + 1] : self[i];
    }
}
