package org.potsweep.jobs.engine;

import org.potsweep.jobs.design.DesignCell;

/**
 * Errors of a model over some rows. Energies in eV/atom, forces in eV/angstrom, stresses in GPa.
 *
 * @param group the structures' group; null for those of all groups
 * @param count number of residuals
 * @param p95 95th percentile of their magnitudes, to within 0.2 %
 * @param r2 coefficient of determination; null where all labels are alike
 */
public record CellResiduals(
        DesignCell cell,
        RowSet set,
        RowKind kind,
        Against against,
        String group,
        long count,
        double rmse,
        double mae,
        double p95,
        double max,
        Double r2) {}
