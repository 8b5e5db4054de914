package org.potsweep.descriptors;

import java.util.Arrays;

/**
 * The neighbours of every atom of a configuration, by linked cells that also enumerate periodic images. Mutable
 * workspace: {@link #build} overwrites it.
 *
 * <p>Atoms are wrapped into the box along its periodic vectors and sorted into cells about as wide as the largest
 * cut-off. An atom's neighbours lie in the cells around its own; where these run past the box they are images. A box
 * smaller than the cut-off is one cell wide and simply needs more images, so small boxes take no code of their own.
 *
 * <p>Neighbours of an atom are grouped by the atom that they are images of, in order of species, then of atoms; the atom's
 * own images come last. A displacement is computed as (r_j - r_i) + shift, so that its opposite has exactly the opposite bits and being
 * neighbours is mutual.
 */
final class NeighbourList {
    /** Atoms nearer than this, in angstrom, are taken for a mistake in the data. */
    static final double COINCIDENT = 1e-3;

    private static final int MAX_IMAGES = 1_000_000;

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

    private final double[] h = new double[9];
    private final double[] g = new double[9];
    private final int[] bins = new int[3];

    /** The cut-off in fractions of the box, and the cells that it may reach from the atom at hand. */
    private final double[] reach = new double[3];

    private final int[] low = new int[3];
    private final int[] high = new int[3];
    private final double[] origin = new double[3];
    private final double[] width = new double[3];

    private double[] wrapped = new double[0];
    private int[] bin = new int[0];

    /** Atoms and their coordinates sorted by cell; those of cell b begin at head[b]. */
    private int[] head = new int[0];

    private int[] sorted = new int[0];
    private double[] sx = new double[0];
    private double[] sy = new double[0];
    private double[] sz = new double[0];
    private double largestSquare;

    private int found;
    private int[] foundAtom = new int[64];
    private double[] foundVector = new double[4 * 64];
    private int[] slot = new int[0];
    private int[] slotCount = new int[64];

    /** The displacements of all neighbours along a Cartesian axis, in angstrom. */
    double[] displacement(int axis) {
        return axis == 0 ? x : axis == 1 ? y : z;
    }

    /**
     * Finds all neighbours.
     *
     * @param type species index of each atom
     * @param cutoff cut-off distance of a pair of species in angstrom, {@code cutoff[a][b]}
     * @throws IllegalArgumentException if two atoms coincide, or the box is so flat that the cut-off holds over a million images
     */
    void build(AtomicConfiguration configuration, int[] type, double[][] cutoff) {
        int n = configuration.natoms();
        double rcut = 0;
        for (double[] row : cutoff) {
            for (double c : row) {
                rcut = Math.max(rcut, c);
            }
        }
        first = new int[n + 1];
        self = new int[n];
        firstGroup = new int[n + 1];
        pairs = 0;
        groups = 0;
        if (slot.length < n) {
            slot = new int[n];
            Arrays.fill(slot, -1);
        }
        basis(configuration.cell());
        wrap(configuration);
        grid(configuration, rcut);
        for (int i = 0; i < n; i++) {
            collect(configuration, i, type, cutoff);
            group(i, type);
        }
    }

    /** Lattice vectors, those of open directions replaced by unit vectors normal to the others, and the inverse. */
    private void basis(SimulationCell cell) {
        double[][] v = new double[3][];
        for (int a = 0; a < 3; a++) {
            v[a] = cell.periodic(a) ? new double[] {cell.lattice(a, 0), cell.lattice(a, 1), cell.lattice(a, 2)} : null;
        }
        for (int a = 0; a < 3; a++) {
            if (v[a] == null) {
                v[a] = normal(v[(a + 1) % 3], v[(a + 2) % 3]);
            }
        }
        for (int a = 0; a < 3; a++) {
            System.arraycopy(v[a], 0, h, 3 * a, 3);
        }
        double[] bc = cross(v[1], v[2]);
        double[] ca = cross(v[2], v[0]);
        double[] ab = cross(v[0], v[1]);
        double volume = dot(v[0], bc);
        for (int k = 0; k < 3; k++) {
            g[k] = bc[k] / volume;
            g[3 + k] = ca[k] / volume;
            g[6 + k] = ab[k] / volume;
        }
    }

    private static double[] normal(double[] a, double[] b) {
        double[] candidate;
        if (a != null && b != null) {
            candidate = cross(a, b);
        } else {
            double[] given = a != null ? a : b;
            if (given == null) {
                return new double[] {1, 0, 0};
            }
            int axis = 0;
            for (int k = 1; k < 3; k++) {
                axis = Math.abs(given[k]) < Math.abs(given[axis]) ? k : axis;
            }
            double[] unit = new double[3];
            unit[axis] = 1;
            candidate = cross(given, unit);
        }
        double length = Math.sqrt(dot(candidate, candidate));
        return new double[] {candidate[0] / length, candidate[1] / length, candidate[2] / length};
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private double fraction(double px, double py, double pz, int a) {
        return px * g[3 * a] + py * g[3 * a + 1] + pz * g[3 * a + 2];
    }

    private void wrap(AtomicConfiguration configuration) {
        int n = configuration.natoms();
        wrapped = new double[3 * n];
        for (int i = 0; i < n; i++) {
            double px = configuration.position(i, 0);
            double py = configuration.position(i, 1);
            double pz = configuration.position(i, 2);
            wrapped[3 * i] = px;
            wrapped[3 * i + 1] = py;
            wrapped[3 * i + 2] = pz;
            for (int a = 0; a < 3; a++) {
                if (configuration.cell().periodic(a)) {
                    double image = Math.floor(fraction(px, py, pz, a));
                    for (int k = 0; k < 3; k++) {
                        wrapped[3 * i + k] -= image * h[3 * a + k];
                    }
                }
            }
        }
    }

    private void grid(AtomicConfiguration configuration, double rcut) {
        int n = configuration.natoms();
        int most = 1 + (int) Math.cbrt(n);
        double images = 1;
        for (int a = 0; a < 3; a++) {
            double height =
                    1 / Math.sqrt(g[3 * a] * g[3 * a] + g[3 * a + 1] * g[3 * a + 1] + g[3 * a + 2] * g[3 * a + 2]);
            double extent = 1;
            origin[a] = 0;
            if (!configuration.cell().periodic(a)) {
                double low = Double.POSITIVE_INFINITY;
                double high = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < n; i++) {
                    double f = fraction(wrapped[3 * i], wrapped[3 * i + 1], wrapped[3 * i + 2], a);
                    low = Math.min(low, f);
                    high = Math.max(high, f);
                }
                origin[a] = low;
                extent = Math.max(high - low, rcut / height);
            }
            bins[a] = (int) Math.max(1, Math.min(most, Math.floor(extent * height / rcut)));
            width[a] = extent / bins[a];
            reach[a] = rcut / height * (1 + 1e-9);
            images *= configuration.cell().periodic(a) ? 3 + 2 * reach[a] : 1;
        }
        if (!(images < MAX_IMAGES)) {
            throw new IllegalArgumentException("configuration " + configuration.id() + ": the lattice "
                    + Arrays.toString(configuration.cell().lattice()) + " angstrom is so flat that the cut-off "
                    + rcut + " angstrom takes in over " + MAX_IMAGES + " images");
        }
        largestSquare = rcut * rcut;
        sort(n);
    }

    private void sort(int n) {
        int total = bins[0] * bins[1] * bins[2];
        bin = new int[n];
        head = new int[total + 2];
        for (int i = 0; i < n; i++) {
            int index = 0;
            for (int a = 0; a < 3; a++) {
                double f = fraction(wrapped[3 * i], wrapped[3 * i + 1], wrapped[3 * i + 2], a) - origin[a];
                int b = (int) Math.floor(f / width[a]);
                index = index * bins[a] + Math.min(bins[a] - 1, Math.max(0, b));
            }
            bin[i] = index;
            head[index + 2]++;
        }
        for (int b = 0; b < total; b++) {
            head[b + 2] += head[b + 1];
        }
        sorted = new int[n];
        sx = new double[n];
        sy = new double[n];
        sz = new double[n];
        for (int i = 0; i < n; i++) {
            int at = head[bin[i] + 1]++;
            sorted[at] = i;
            sx[at] = wrapped[3 * i];
            sy[at] = wrapped[3 * i + 1];
            sz[at] = wrapped[3 * i + 2];
        }
    }

    private void collect(AtomicConfiguration configuration, int i, int[] type, double[][] cutoff) {
        found = 0;
        for (int a = 0; a < 3; a++) {
            double f = fraction(wrapped[3 * i], wrapped[3 * i + 1], wrapped[3 * i + 2], a) - origin[a];
            low[a] = (int) Math.floor((f - reach[a]) / width[a]);
            high[a] = (int) Math.floor((f + reach[a]) / width[a]);
            if (!configuration.cell().periodic(a)) {
                low[a] = Math.max(0, Math.min(bins[a] - 1, low[a]));
                high[a] = Math.max(0, Math.min(bins[a] - 1, high[a]));
            }
        }
        for (int c0 = low[0]; c0 <= high[0]; c0++) {
            int s0 = Math.floorDiv(c0, bins[0]);
            for (int c1 = low[1]; c1 <= high[1]; c1++) {
                int s1 = Math.floorDiv(c1, bins[1]);
                for (int c2 = low[2]; c2 <= high[2]; c2++) {
                    int s2 = Math.floorDiv(c2, bins[2]);
                    int cell = ((c0 - s0 * bins[0]) * bins[1] + c1 - s1 * bins[1]) * bins[2] + c2 - s2 * bins[2];
                    visit(configuration, i, cell, s0, s1, s2, type, cutoff);
                }
            }
        }
    }

    private void visit(
            AtomicConfiguration configuration, int i, int cell, int s0, int s1, int s2, int[] type, double[][] cutoff) {
        double shiftX = s0 * h[0] + s1 * h[3] + s2 * h[6];
        double shiftY = s0 * h[1] + s1 * h[4] + s2 * h[7];
        double shiftZ = s0 * h[2] + s1 * h[5] + s2 * h[8];
        double px = wrapped[3 * i];
        double py = wrapped[3 * i + 1];
        double pz = wrapped[3 * i + 2];
        for (int q = head[cell]; q < head[cell + 1]; q++) {
            double dx = (sx[q] - px) + shiftX;
            double dy = (sy[q] - py) + shiftY;
            double dz = (sz[q] - pz) + shiftZ;
            double square = dx * dx + dy * dy + dz * dz;
            if (square < largestSquare) {
                int j = sorted[q];
                double rc = cutoff[type[i]][type[j]];
                boolean same = j == i && s0 == 0 && s1 == 0 && s2 == 0;
                if (square < rc * rc && !same) {
                    if (square < COINCIDENT * COINCIDENT) {
                        throw coincident(configuration, i, j, new int[] {s0, s1, s2}, Math.sqrt(square));
                    }
                    remember(j, dx, dy, dz, Math.sqrt(square));
                }
            }
        }
    }

    private static IllegalArgumentException coincident(
            AtomicConfiguration configuration, int i, int j, int[] image, double distance) {
        return new IllegalArgumentException("configuration " + configuration.id() + ": atoms " + (i + 1) + " and "
                + (j + 1) + " (its image " + image[0] + ", " + image[1] + ", " + image[2]
                + ") coincide: their distance is " + distance + " angstrom");
    }

    private void remember(int j, double dx, double dy, double dz, double distance) {
        if (found == foundAtom.length) {
            foundAtom = Arrays.copyOf(foundAtom, 2 * found);
            foundVector = Arrays.copyOf(foundVector, 8 * found);
        }
        foundAtom[found] = j;
        foundVector[4 * found] = dx;
        foundVector[4 * found + 1] = dy;
        foundVector[4 * found + 2] = dz;
        foundVector[4 * found + 3] = distance;
        found++;
    }

    /** Sorts the neighbours found of atom i by species and by the atom that they are images of. */
    private void group(int i, int[] type) {
        int end = pairs + found;
        if (r.length < end) {
            int size = Math.max(end, 2 * r.length);
            species = Arrays.copyOf(species, size);
            x = Arrays.copyOf(x, size);
            y = Arrays.copyOf(y, size);
            z = Arrays.copyOf(z, size);
            r = Arrays.copyOf(r, size);
        }
        if (groupAtom.length < groups + found) {
            groupAtom = Arrays.copyOf(groupAtom, 2 * (groups + found));
            groupStart = Arrays.copyOf(groupStart, 2 * (groups + found));
            slotCount = Arrays.copyOf(slotCount, 2 * (groups + found));
        }
        int base = groups;
        for (int k = 0; k < found; k++) {
            int j = foundAtom[k];
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
            slotCount[s] = slot[groupAtom[s]];
            slot[groupAtom[s]] = s;
            groupStart[s] = position;
            position += slotCount[s];
            slotCount[s] = groupStart[s];
        }
        self[i] = position;
        for (int k = 0; k < found; k++) {
            int j = foundAtom[k];
            int p = j == i ? position++ : slotCount[slot[j]]++;
            species[p] = type[j];
            x[p] = foundVector[4 * k];
            y[p] = foundVector[4 * k + 1];
            z[p] = foundVector[4 * k + 2];
            r[p] = foundVector[4 * k + 3];
        }
        for (int s = base; s < groups; s++) {
            slot[groupAtom[s]] = -1;
        }
        pairs = end;
        first[i + 1] = pairs;
        firstGroup[i + 1] = groups;
    }

    /** One past the last neighbour of group {@code s} of atom {@code i}. */
    int groupEnd(int i, int s) {
        return s + 1 < firstGroup[i + 1] ? groupStart[s + 1] : self[i];
    }
}
