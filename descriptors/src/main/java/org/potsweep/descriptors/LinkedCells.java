package org.potsweep.descriptors;

import java.util.Arrays;

/**
 * The search for the neighbours of a configuration's atoms, by linked cells that also enumerate periodic images. Mutable
 * workspace.
 *
 * <p>Atoms are wrapped into the box along its periodic vectors and sorted into cells about as wide as the largest
 * cut-off. An atom's neighbours lie in the cells around its own; where these run past the box they are images. A box
 * smaller than the cut-off is one cell wide and simply needs more images, so small boxes take no code of their own.
 *
 * <p>A displacement is computed as (r_j - r_i) + shift, so that its opposite has exactly the opposite bits and being
 * neighbours is mutual.
 */
final class LinkedCells {
    /** Atoms nearer than this, in angstrom, are taken for a mistake in the data. */
    static final double COINCIDENT = 1e-3;

    private static final int MAX_IMAGES = 1_000_000;

    /** What the last search found: so many neighbours, the atom that each is an image of, and (dx, dy, dz, r). */
    int found;

    int[] atom = new int[64];
    double[] vector = new double[4 * 64];

    private AtomicConfiguration configuration;
    private BoxVectors box;

    /** Species of atom i is type[base + i]; it is reported as atom base + i. */
    private int[] type;

    private int base;
    private double[][] cutoff;
    private double largestSquare;

    private final int[] bins = new int[3];

    /** The cut-off in fractions of the box, and the cells that it may reach from the atom at hand. */
    private final double[] reach = new double[3];

    private final int[] low = new int[3];
    private final int[] high = new int[3];
    private final double[] origin = new double[3];
    private final double[] width = new double[3];
    private double[] wrapped;

    /** Atoms and their coordinates sorted by cell; those of cell b begin at head[b]. */
    private int[] head;

    private int[] sorted;
    private double[] sx;
    private double[] sy;
    private double[] sz;

    /**
     * Sorts the atoms of a configuration into cells.
     *
     * @param type species index of each atom, from {@code base}
     * @param cutoff cut-off distance of a pair of species in angstrom, {@code cutoff[a][b]}
     * @throws IllegalArgumentException if the box is so flat that the cut-off holds over a million images
     */
    void start(AtomicConfiguration next, int[] type, int base, double[][] cutoff) {
        configuration = next;
        box = new BoxVectors(next.cell());
        this.type = type;
        this.base = base;
        this.cutoff = cutoff;
        double rcut =
                Arrays.stream(cutoff).flatMapToDouble(Arrays::stream).max().orElseThrow();
        wrap();
        grid(rcut);
    }

    private void wrap() {
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
                    double image = Math.floor(box.fraction(px, py, pz, a));
                    for (int k = 0; k < 3; k++) {
                        wrapped[3 * i + k] -= image * box.component(a, k);
                    }
                }
            }
        }
    }

    private void grid(double rcut) {
        int n = configuration.natoms();
        int most = 1 + (int) Math.cbrt(n);
        double images = 1;
        for (int a = 0; a < 3; a++) {
            double height = box.height(a);
            double extent = 1;
            origin[a] = 0;
            if (!configuration.cell().periodic(a)) {
                double low = Double.POSITIVE_INFINITY;
                double high = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < n; i++) {
                    double f = box.fraction(wrapped[3 * i], wrapped[3 * i + 1], wrapped[3 * i + 2], a);
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
        int[] bin = new int[n];
        head = new int[total + 2];
        for (int i = 0; i < n; i++) {
            int index = 0;
            for (int a = 0; a < 3; a++) {
                double f = box.fraction(wrapped[3 * i], wrapped[3 * i + 1], wrapped[3 * i + 2], a) - origin[a];
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

    /**
     * Finds the neighbours of atom i of the configuration.
     *
     * @throws IllegalArgumentException if another atom, or an image, coincides with it
     */
    void search(int i) {
        found = 0;
        for (int a = 0; a < 3; a++) {
            double f = box.fraction(wrapped[3 * i], wrapped[3 * i + 1], wrapped[3 * i + 2], a) - origin[a];
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
                    visit(i, cell, s0, s1, s2);
                }
            }
        }
    }

    private void visit(int i, int cell, int s0, int s1, int s2) {
        double shiftX = shift(s0, s1, s2, 0);
        double shiftY = shift(s0, s1, s2, 1);
        double shiftZ = shift(s0, s1, s2, 2);
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
                double rc = cutoff[type[base + i]][type[base + j]];
                boolean same = j == i && s0 == 0 && s1 == 0 && s2 == 0;
                if (square < rc * rc && !same) {
                    if (square < COINCIDENT * COINCIDENT) {
                        throw coincident(i, j, new int[] {s0, s1, s2}, Math.sqrt(square));
                    }
                    remember(base + j, dx, dy, dz, Math.sqrt(square));
                }
            }
        }
    }

    private double shift(int s0, int s1, int s2, int k) {
        return s0 * box.component(0, k) + s1 * box.component(1, k) + s2 * box.component(2, k);
    }

    private IllegalArgumentException coincident(int i, int j, int[] image, double distance) {
        return new IllegalArgumentException("configuration " + configuration.id() + ": atoms " + (i + 1) + " and "
                + (j + 1) + " (its image " + image[0] + ", " + image[1] + ", " + image[2]
                + ") coincide: their distance is " + distance + " angstrom");
    }

    private void remember(int j, double dx, double dy, double dz, double distance) {
        if (found == atom.length) {
            atom = Arrays.copyOf(atom, 2 * found);
            vector = Arrays.copyOf(vector, 8 * found);
        }
        atom[found] = j;
        vector[4 * found] = dx;
        vector[4 * found + 1] = dy;
        vector[4 * found + 2] = dz;
        vector[4 * found + 3] = distance;
        found++;
    }
}
