/**
 * The benchmark of whole sweeps: synthetic beryllium-like data of any size, the sweep on it, and two peers on the same
 * rows. {@link org.potsweep.test.benchmark.sweep.SweepBenchmark} is the way in.
 */
package org.potsweep.test.benchmark.sweep;
