package org.potsweep.descriptors;

/** Derivatives of energy rows by central differences, for tests. */
final class FiniteDifferences {
    static final double STEP = 1e-4;

    private FiniteDifferences() {}

    /** The 3N force rows, by differences of fourth order. */
    static double[][] forces(SnapParameters parameters, AtomicConfiguration configuration) {
        int n = configuration.natoms();
        double[][] rows = new double[3 * n][];
        for (int k = 0; k < 3 * n; k++) {
            double[][] e = new double[4][];
            double[] by = {-2 * STEP, -STEP, STEP, 2 * STEP};
            for (int s = 0; s < 4; s++) {
                e[s] = Rows.energy(parameters, Structures.moved(configuration, k, by[s]));
            }
            rows[k] = new double[e[0].length];
            for (int c = 0; c < e[0].length; c++) {
                rows[k][c] = -n * (e[0][c] - 8 * e[1][c] + 8 * e[2][c] - e[3][c]) / (12 * STEP);
            }
        }
        return rows;
    }

    /** The six stress rows in GPa. */
    static double[][] stresses(SnapParameters parameters, AtomicConfiguration configuration) {
        int[][] axes = {{0, 0}, {1, 1}, {2, 2}, {1, 2}, {0, 2}, {0, 1}};
        double step = 2e-5;
        double perVolume =
                160.2176634 * configuration.natoms() / configuration.cell().volume();
        double[][] rows = new double[6][];
        for (int v = 0; v < 6; v++) {
            double[] plus = Rows.energy(parameters, strained(configuration, axes[v][0], axes[v][1], step));
            double[] minus = Rows.energy(parameters, strained(configuration, axes[v][0], axes[v][1], -step));
            rows[v] = new double[plus.length];
            for (int c = 0; c < plus.length; c++) {
                rows[v][c] = perVolume * (plus[c] - minus[c]) / (2 * step);
            }
        }
        return rows;
    }

    private static AtomicConfiguration strained(AtomicConfiguration given, int a, int b, double by) {
        double[] lattice = given.cell().lattice();
        double[] positions = given.positions();
        for (int i = 0; i < 3; i++) {
            lattice[3 * i + b] += by * given.cell().lattice(i, a);
        }
        for (int i = 0; i < given.natoms(); i++) {
            positions[3 * i + b] += by * given.position(i, a);
        }
        SimulationCell cell = new SimulationCell(lattice, given.cell().periodic());
        return new AtomicConfiguration(given.id(), cell, given.species(), positions);
    }
}
