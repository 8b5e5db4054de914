/**
 * What a potential gives for structures, beside what their labels say.
 *
 * <p>Errors are of total energies, forces and stresses, the reference potential included: prediction minus label.
 */
package org.potsweep.jobs.evaluation;
