package org.potsweep.jobs.engine;

import java.util.IdentityHashMap;
import java.util.Map;
import org.potsweep.solver.Blas;
import org.potsweep.solver.NativeMatrix;

/**
 * Predicts what batches of models say of blocks of rows. The coefficients of a batch are put side by side once, outside
 * of the Java heap. Not thread-safe.
 */
final class Predictor implements AutoCloseable {
    private final Map<ModelBatch, NativeMatrix> coefficients = new IdentityHashMap<>();

    /** Predictions of every model for the rows of a block: rows x models. */
    NativeMatrix predict(RowPanel panel, ModelBatch batch) {
        NativeMatrix models = coefficients.computeIfAbsent(batch, b -> b.coefficients(panel.first()));
        NativeMatrix predictions = NativeMatrix.unset(panel.block().rows(), models.columns());
        Blas.multiplyTransposed(predictions.rows(), models.columns(), models.rows(), panel.rows(), models, predictions);
        return predictions;
    }

    @Override
    public void close() {
        coefficients.values().forEach(NativeMatrix::close);
        coefficients.clear();
    }
}
