package org.potsweep.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.solver.Blas;
import org.potsweep.solver.NativeMatrix;
import org.potsweep.solver.NormalEquations;

/** Errors from products against those from the rows themselves. */
class ProductErrorsTest {
    private static final int LEVELS = 2;
    private static final int COLUMNS = 5;
    private static final int[] ROWS = {12, 40};

    /** By kind: rows of [1 | labels | descriptors]. */
    private final double[][][] rows = new double[2][][];

    private final double[] coefficients = new double[COLUMNS];
    private final double[] step = new double[COLUMNS];

    @BeforeEach
    void draw() {
        Random random = new Random(7);
        for (int i = 0; i < COLUMNS; i++) {
            coefficients[i] = random.nextGaussian();
            step[i] = random.nextGaussian();
        }
        for (int kind = 0; kind < 2; kind++) {
            rows[kind] = new double[ROWS[kind]][1 + LEVELS + COLUMNS];
            for (double[] row : rows[kind]) {
                row[0] = 1;
                for (int i = 1; i < row.length; i++) {
                    row[i] = random.nextGaussian();
                }
            }
        }
    }

    private NormalEquations equations() {
        int order = 1 + LEVELS + COLUMNS;
        NativeMatrix[] grams = new NativeMatrix[2];
        for (int kind = 0; kind < 2; kind++) {
            grams[kind] = new NativeMatrix(order, order);
            try (NativeMatrix x = new NativeMatrix(order, ROWS[kind])) {
                for (int row = 0; row < ROWS[kind]; row++) {
                    x.write(0, row, rows[kind][row], 0, order);
                }
                Blas.addOuterProduct(order, ROWS[kind], x, grams[kind]);
            }
        }
        return new NormalEquations(LEVELS, grams);
    }

    private SolvedCell solved(double[] steps) {
        DesignCell cell = new DesignCell(0, 0, 0, 0, 0, 0);
        FittedModel model = new FittedModel(cell, COLUMNS, 1, "cholesky", false, coefficients);
        ProductErrors errors = new ProductErrors(LEVELS - 1, List.of(new Solution(model, steps)));
        try (NormalEquations equations = equations()) {
            errors.add(equations, RowSet.TEST);
        }
        return errors.finish().get(0);
    }

    /** Root mean square over the rows of a kind, after subtracting the mean if asked. */
    private double rmse(int kind, int level, double[] b, boolean shifted) {
        double sum = 0;
        double sumOfSquares = 0;
        for (double[] row : rows[kind]) {
            double residual = -row[1 + level];
            for (int i = 0; i < COLUMNS; i++) {
                residual += b[i] * row[1 + LEVELS + i];
            }
            sum += residual;
            sumOfSquares += residual * residual;
        }
        double mean = shifted ? sum / ROWS[kind] : 0;
        return Math.sqrt(sumOfSquares / ROWS[kind] - mean * mean);
    }

    @Test
    void errorsAreThoseOfTheRows() {
        SolvedCell cell = solved(null);
        for (int kind = 0; kind < 2; kind++) {
            RowKind of = RowKind.values()[kind];
            assertThat(cell.errors().count(RowSet.TEST, of)).isEqualTo(ROWS[kind]);
            assertThat(cell.errors().rmse(RowSet.TEST, of, Against.OWN_LEVEL))
                    .isCloseTo(rmse(kind, 0, coefficients, false), within(1e-13));
            assertThat(cell.errors().rmse(RowSet.TEST, of, Against.REFERENCE_LEVEL))
                    .isCloseTo(rmse(kind, 1, coefficients, false), within(1e-13));
            assertThat(cell.errors().shiftedRmse(RowSet.TEST, of, Against.REFERENCE_LEVEL))
                    .isCloseTo(rmse(kind, 1, coefficients, true), within(1e-13));
        }
        assertThat(cell.lacks(RowSet.TEST)).isFalse();
        assertThat(cell.uncertain()).isFalse();
    }

    /** The largest change of an error, energies counted after their shift, is what the limit is held against. */
    @Test
    void aCellIsUncertainWhereAStepOfRoundingMovesAnError() {
        double largest = 0;
        double h = 1e-6;
        double[] moved = new double[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            moved[i] = coefficients[i] + h * step[i];
        }
        for (int kind = 0; kind < 2; kind++) {
            for (int level = 0; level < LEVELS; level++) {
                double before = rmse(kind, level, coefficients, false);
                double change = (Math.pow(rmse(kind, level, moved, false), 2) - before * before) / (2 * h);
                double least = rmse(kind, level, coefficients, kind == 0);
                largest = Math.max(largest, Math.abs(change) / (least * least));
            }
        }
        double[] below = step.clone();
        double[] above = step.clone();
        for (int i = 0; i < COLUMNS; i++) {
            below[i] *= 0.99 * ProductErrors.RELATIVE_CHANGE / largest;
            above[i] *= 1.01 * ProductErrors.RELATIVE_CHANGE / largest;
        }
        assertThat(solved(below).uncertain()).isFalse();
        assertThat(solved(above).uncertain()).isTrue();
    }

    /** Terms are about 1 and rounding 1e-16 of them: of squared residuals of 1e-10 it may be more than 1e-6, not of 1e-6. */
    @Test
    void errorsThatAreWhatIsLeftOfMuchLargerTermsAreToBeTakenFromTheRows() {
        meetLabels(1e-3);
        assertThat(solved(null).lacks(RowSet.TEST)).isFalse();
        meetLabels(1e-5);
        assertThat(solved(null).lacks(RowSet.TEST)).isTrue();
        assertThat(solved(null).lacks(RowSet.TRAIN)).isFalse();
    }

    /** Makes all labels what the model predicts, but for deviations of this size. */
    private void meetLabels(double deviation) {
        Random random = new Random(8);
        for (double[][] ofKind : rows) {
            for (double[] row : ofKind) {
                double prediction = 0;
                for (int i = 0; i < COLUMNS; i++) {
                    prediction += coefficients[i] * row[1 + LEVELS + i];
                }
                row[1] = prediction + deviation * random.nextGaussian();
                row[2] = prediction + deviation * random.nextGaussian();
            }
        }
    }

    /** NaN must not pass for certainty. */
    @Test
    void aStepThatIsNotANumberIsUncertain() {
        step[2] = Double.NaN;
        assertThat(solved(step).uncertain()).isTrue();
    }
}
