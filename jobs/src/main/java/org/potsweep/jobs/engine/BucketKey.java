package org.potsweep.jobs.engine;

import java.io.Serializable;

/** A bucket of a bucketing; in a cumulative one, the subset that ends with it. */
record BucketKey(int bucketing, int bucket) implements Serializable {}
