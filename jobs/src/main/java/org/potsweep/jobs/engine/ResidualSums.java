package org.potsweep.jobs.engine;

import org.potsweep.analysis.LogHistogram;

/**
 * Residuals of one model over some rows of one kind, while they are being added, in their order: a chunk's block by block,
 * or those of chunks. Units as in {@link ResidualPart}.
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
     * Adds a block's residuals.
     *
     * @param centred their labels, less a constant
     */
    void add(double[] residuals, double[] centred) {
        double ownAbsolute = 0;
        double ownSquares = 0;
        double ownLabels = 0;
        double ownLabelSquares = 0;
        for (int i = 0; i < residuals.length; i++) {
            double magnitude = Math.abs(residuals[i]);
            ownAbsolute += magnitude;
            ownSquares += magnitude * magnitude;
            ownLabels += centred[i];
            ownLabelSquares += centred[i] * centred[i];
        }
        count += residuals.length;
        absolute += ownAbsolute;
        squares += ownSquares;
        labels += ownLabels;
        labelSquares += ownLabelSquares;
        magnitudes.add(residuals);
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
