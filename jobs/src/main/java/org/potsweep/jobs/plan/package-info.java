/**
 * What a sweep takes before it runs: work, memory, and the time that a short calibration leads to expect; and a refusal
 * where memory will not do. Counted by the engine's own rules, so that a plan cannot promise what the engine does not do.
 */
package org.potsweep.jobs.plan;
