package org.potsweep.jobs.engine;

/** A bucket of a bucketing; in a cumulative one, the subset that ends with it. */
record BucketKey(int bucketing, int bucket) {}
