package org.potsweep.test.benchmark.sweep;

/**
 * Levels of convergence, from 0, the crudest, to the last, the reference. Errors fall a hundredfold from the first to
 * the last, evenly in their logarithm; prices run through the beryllium study's mean seconds a structure.
 *
 * @param count how many levels there are; a single one is the reference
 */
record SyntheticLevels(int count) {
    private static final double[] SECONDS = {8.33, 10.02, 14.80, 19.18, 91.99, 996.14};
    private static final double SMOOTH_FORCE = 0.2;
    private static final double RANDOM_FORCE = 0.1;
    private static final double RANDOM_ENERGY = 0.01;
    private static final double UNFITTED_FORCE = 0.05;
    private static final double UNFITTED_ENERGY = 0.002;

    SyntheticLevels {
        if (count < 1) {
            throw new IllegalArgumentException("there is at least one level, not " + count);
        }
    }

    /** 0 at the crudest level, 1 at the reference. */
    private double progress(int level) {
        return count == 1 ? 1 : (double) level / (count - 1);
    }

    private double scale(int level) {
        return StrictMath.pow(0.01, progress(level));
    }

    /** How much of the drift a level adds: the root mean square of its smooth force error, eV/angstrom. */
    double drift(int level) {
        return SMOOTH_FORCE * scale(level);
    }

    /** Standard deviation of the random force error, eV/angstrom. */
    double forceNoise(int level) {
        return RANDOM_FORCE * scale(level);
    }

    /** Standard deviation of the random energy error, eV an atom. */
    double energyNoise(int level) {
        return RANDOM_ENERGY * scale(level);
    }

    /**
     * Standard deviation, eV/angstrom, of what forces have at every level alike and no SNAP model fits: DFT is not a SNAP
     * model, and the beryllium study's best are off by twice as much.
     */
    double unfittedForce() {
        return UNFITTED_FORCE;
    }

    /** The same of energies, eV an atom. */
    double unfittedEnergy() {
        return UNFITTED_ENERGY;
    }

    /** Mean price of a structure, seconds. */
    double meanSeconds(int level) {
        double at = progress(level) * (SECONDS.length - 1);
        int below = Math.min((int) at, SECONDS.length - 2);
        return SECONDS[below] * StrictMath.pow(SECONDS[below + 1] / SECONDS[below], at - below);
    }
}
