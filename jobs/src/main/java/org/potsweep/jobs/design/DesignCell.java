package org.potsweep.jobs.design;

/**
 * A point of the factorial design, with its replicate: everything that determines one fitted model.
 *
 * @param descriptor index of the descriptor variant
 * @param ordering index of the ordering that the subset is a prefix of
 * @param size index of the subset size
 * @param weights index of the combination of weights and ridge
 * @param shape index of the model's size
 * @param level index of the level whose labels are fitted
 */
public record DesignCell(int descriptor, int ordering, int size, int weights, int shape, int level) {}
