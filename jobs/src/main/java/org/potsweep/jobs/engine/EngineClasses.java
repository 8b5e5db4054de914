package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.potsweep.analysis.LogHistogram;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SimulationCell;
import org.potsweep.jobs.dataset.LabelledConfiguration;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.solver.LeverageScores;

/** The classes that the engine sends between processes. */
public final class EngineClasses {
    private EngineClasses() {}

    /** Classes to register with Kryo, in a fixed order. */
    public static List<Class<?>> serialised() {
        return List.of(
                AtomicConfiguration.class,
                SimulationCell.class,
                LabelledConfiguration.class,
                LabelledConfiguration[].class,
                ChunkOfConfigurations.class,
                Bucketing.class,
                GramPass.Input.class,
                GramLayout.class,
                SolveStages.Residuals.class,
                Memberships.class,
                GramKey.class,
                GramPart.class,
                BucketKey.class,
                FoldedTile.class,
                FoldedTile[].class,
                SplitProducts.class,
                DesignCell.class,
                Ordering.class,
                SolvedCell.class,
                FittedModel.class,
                FittedModel[].class,
                LeverageScores.class,
                ErrorSums.class,
                SystemKey.class,
                Correction.class,
                ModelBatch.class,
                SumKey.class,
                ResidualPass.Shared.class,
                ResidualPass.ChunkResiduals.class,
                ParityPoint.class,
                ParityPoint[].class,
                ResidualPart.class,
                ResidualPart[].class,
                LogHistogram.class,
                ArrayList.class,
                HashMap.class,
                HashSet.class,
                Strategy.class,
                double[][].class,
                double[][][].class,
                int[][].class,
                boolean[].class,
                long[].class);
    }
}
