package org.potsweep.jobs.front;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * The fronts of a table.
 *
 * @param query what was asked, with the objectives that were compared in the end
 * @param cellColumns names and types of the columns that name a cell
 * @param rows number of the table's rows that were compared
 * @param notes what the reader must know: rows that were left out, an objective that was
 * @param fronts that of all cells, then those of each value of the {@code per} columns
 */
public record FrontAnswer(FrontQuery query, StructType cellColumns, long rows, List<String> notes, List<Front> fronts) {

    public FrontAnswer {
        notes = List.copyOf(notes);
        fronts = List.copyOf(fronts);
    }

    /** The front of all cells. */
    public Front overall() {
        return fronts.get(0);
    }

    /** Whether the table says how its models were solved. */
    public boolean hasMethods() {
        return overall().knee().method() != null;
    }

    /** Whether shares over replicates are known. */
    public boolean hasMembership() {
        return overall().knee().membership() != null;
    }

    /** Whether a cell on a front stands for several replicates; with one each, shares and medians say nothing. */
    public boolean hasReplicates() {
        return hasMembership()
                && fronts.stream().flatMap(front -> front.rows().stream()).anyMatch(row -> row.replicates() > 1);
    }

    /** Whether cells stand for several rows, so that they have counts and spreads. */
    public boolean isReduced() {
        return query.reduction() != Reduction.NONE;
    }
}
