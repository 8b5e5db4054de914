/**
 * Linear least squares from normal equations: accumulation, equilibrated factorisation with nested leading blocks,
 * the minimum-norm fallback, leverage scores, and weighted sampling of subsets.
 *
 * <p>Matrices live off the Java heap, column by column, as OpenBLAS takes them. Everything is single-threaded by
 * design: parallelism belongs to the tasks above.
 *
 * <p>The first version solved from plain normal equations. Quadratic SNAP columns span seven decades, so columns are
 * now brought to unit norm before anything else; without that no Cholesky factor of such a Gram matrix means much. Every
 * weight had a factorisation of its own, until it turned out that energies are few enough for one to serve all weights,
 * and that heavy energies are then solved more exactly.
 */
package org.potsweep.solver;
