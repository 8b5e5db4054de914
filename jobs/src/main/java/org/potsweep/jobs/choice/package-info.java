/**
 * Choosing a cell of a published run: its cells with their replicates ({@link org.potsweep.jobs.choice.RunCells}), the
 * keys by which people name them ({@link org.potsweep.jobs.choice.CellKeys}), and which of them to take
 * ({@link org.potsweep.jobs.choice.Recommendation}).
 */
package org.potsweep.jobs.choice;
