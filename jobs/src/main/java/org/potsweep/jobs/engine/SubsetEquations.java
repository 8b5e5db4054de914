package org.potsweep.jobs.engine;

import org.potsweep.solver.NormalEquations;

/**
 * The products that the models of one subset and one form are fitted to and judged by.
 *
 * @param subset of the rows that are fitted to
 * @param train of the training rows
 * @param test of the rows that are tested on
 */
record SubsetEquations(NormalEquations subset, NormalEquations train, NormalEquations test) {}
