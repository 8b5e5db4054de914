package org.potsweep.jobs.engine;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.rdd.RDD;
import scala.runtime.AbstractFunction1;

/** Some partitions of an RDD: no task is even started for the others. */
final class Partitions extends AbstractFunction1<Object, Object> implements Serializable {
    private final HashSet<Integer> wanted;

    private Partitions(Set<Integer> wanted) {
        this.wanted = new HashSet<>(wanted);
    }

    static <T> JavaRDD<T> of(RDD<T> rdd, Set<Integer> wanted) {
        return PartitionPruningRDD.create(rdd, new Partitions(wanted)).toJavaRDD();
    }

    @Override
    public Object apply(Object partition) {
        return wanted.contains((Integer) partition);
    }
}
