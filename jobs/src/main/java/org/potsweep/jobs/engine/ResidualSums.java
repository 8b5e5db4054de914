package org.potsweep.jobs.engine;

import org.potsweep.analysis.LogHistogram;

/**
 * Residuals of one model over some rows of one kind, while they are being added, in their order: a chunk's
 * configuration by configuration, or those of chunks. Units as in {@link ResidualPart}.
 */
final class ResidualSums {
    private final int slot;
    private final LogHistogram.Builder magnitudes = new LogHistogram.Builder();
    private long count;
    private double absolute;
    private double squares;
    private double labels;
    private double labelSquares;

    /** @param slot which rows of which model of a batch ({@link ResidualSlots}) */
    ResidualSums(int slot) {
        this.slot = slot;
    }

    /**
     * Adds the residuals of rows that follow each other, of one configuration.
     *
     * @param predictions of a block's rows
     * @param given their labels
     * @param centre a constant near the labels
     */
    void add(double[] predictions, double[] given, int from, int rows, double centre) {
        double ownAbsolute = 0;
        double ownSquares = 0;
        double ownLabels = 0;
        double ownLabelSquares = 0;
        for (int row = from; row < from + rows; row++) {
            double residual = predictions[row] - given[row];
            double centred = given[row] - centre;
            ownAbsolute += Math.abs(residual);
            ownSquares += residual * residual;
            ownLabels += centred;
            ownLabelSquares += centred * centred;
            magnitudes.add(residual);
        }
        count += rows;
        absolute += ownAbsolute;
        squares += ownSquares;
        labels += ownLabels;
        labelSquares += ownLabelSquares;
    }

    /** Adds another chunk's. */
    void add(ResidualPart part) {
        count += part.count();
        absolute += part.absolute();
        squares += part.squares();
        labels += part.labels();
        labelSquares += part.labelSquares();
        magnitudes.add(part.magnitudes());
    }

    /** Brings what it takes of memory down. */
    void settle() {
        magnitudes.settle();
    }

    /** All that was added. */
    ResidualPart part() {
        return new ResidualPart(slot, count, absolute, squares, labels, labelSquares, magnitudes.histogram());
    }
}
