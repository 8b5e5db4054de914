package org.potsweep.jobs.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Of solved cells those that are not done: all cells of the systems that have an uncertain one, which are refined
 * together, and the cells that lack sums.
 *
 * @param solved all cells, the others too
 * @param partitionOf the partition of each system that has an uncertain cell
 * @param cells with their models: few, as a rule
 */
record OpenCells(JavaRDD<SolvedCell> solved, Map<SystemKey, Integer> partitionOf, List<SolvedCell> cells) {

    /**
     * Looks all cells through, in one job, which also computes them if they are to be persisted.
     *
     * @param solved the cells, those of a system in one partition
     */
    static OpenCells of(JavaRDD<SolvedCell> solved) {
        List<Tuple2<Integer, SolvedCell>> open =
                solved.mapPartitionsWithIndex(OpenCells::open, true).collect();
        Map<SystemKey, Integer> partitionOf = new HashMap<>();
        for (Tuple2<Integer, SolvedCell> entry : open) {
            if (entry._2().uncertain()) {
                partitionOf.put(SystemKey.of(entry._2().cell()), entry._1());
            }
        }
        return new OpenCells(solved, partitionOf, open.stream().map(Tuple2::_2).toList());
    }

    private static Iterator<Tuple2<Integer, SolvedCell>> open(int partition, Iterator<SolvedCell> solved) {
        List<SolvedCell> cells = new ArrayList<>();
        solved.forEachRemaining(cells::add);
        Set<SystemKey> uncertain = cells.stream()
                .filter(SolvedCell::uncertain)
                .map(cell -> SystemKey.of(cell.cell()))
                .collect(Collectors.toSet());
        return cells.stream()
                .filter(cell -> cell.explicit() != 0 || uncertain.contains(SystemKey.of(cell.cell())))
                .map(cell -> new Tuple2<>(partition, cell))
                .iterator();
    }

    /** The systems that have an uncertain cell. */
    Set<SystemKey> uncertainSystems() {
        return partitionOf.keySet();
    }

    /** The partitions of some of these systems. */
    Set<Integer> partitions(Set<SystemKey> systems) {
        return systems.stream().map(partitionOf::get).collect(Collectors.toSet());
    }

    /** The models of the systems that have an uncertain cell. */
    List<FittedModel> uncertainModels() {
        return ofUncertainSystems(true).map(SolvedCell::model).toList();
    }

    /** The cells that lack sums, apart from those of the systems that have an uncertain cell. */
    List<SolvedCell> lacking() {
        return ofUncertainSystems(false).toList();
    }

    private Stream<SolvedCell> ofUncertainSystems(boolean wanted) {
        return cells.stream().filter(cell -> partitionOf.containsKey(SystemKey.of(cell.cell())) == wanted);
    }
}
