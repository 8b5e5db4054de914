package org.potsweep.jobs.evaluation;

/** Sums over deviations of predictions from labels, all in one unit. */
public final class Deviations {
    private long count;
    private double sum;
    private double absolute;
    private double squares;

    void add(double deviation) {
        count++;
        sum += deviation;
        absolute += Math.abs(deviation);
        squares += deviation * deviation;
    }

    void add(double[] predictions, double[] labels) {
        for (int k = 0; k < labels.length; k++) {
            add(predictions[k] - labels[k]);
        }
    }

    void add(Deviations other) {
        count += other.count;
        sum += other.sum;
        absolute += other.absolute;
        squares += other.squares;
    }

    public long count() {
        return count;
    }

    /** The mean of prediction minus label; NaN of none. */
    public double mean() {
        return sum / count;
    }

    /** The mean absolute error; NaN of none. */
    public double mae() {
        return absolute / count;
    }

    /** The root of the mean squared error; NaN of none. */
    public double rmse() {
        return Math.sqrt(squares / count);
    }
}
