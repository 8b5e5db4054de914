package org.potsweep.jobs.design;

/**
 * A point of the factorial design, with its replicate: everything that determines one fitted model.
 *
 * @param ordering index of the ordering that the subset is a prefix of
 * @param size index of the subset size
 * @param weights index of the combination of energy weight, force weight and ridge
 * @param twojmax index of twojmax
 * @param level index of the level whose labels are fitted
 */
public record DesignCell(int ordering, int size, int weights, int twojmax, int level) {}
