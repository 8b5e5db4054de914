package org.potsweep.jobs.storage;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.potsweep.analysis.Objective;
import org.potsweep.analysis.Spread;
import org.potsweep.jobs.front.Front;
import org.potsweep.jobs.front.FrontAnswer;
import org.potsweep.jobs.front.FrontRow;

/**
 * The table {@code front}: the columns that name a cell; method, replicates, membership and bootstrap_share where they are
 * known; each objective with its 16th and 84th percentile over replicates. Where fronts were taken by some columns, the
 * first column names the front.
 */
public final class FrontTable {
    private final FrontAnswer answer;

    public FrontTable(FrontAnswer answer) {
        this.answer = answer;
    }

    /** The table's columns. */
    public StructType schema() {
        StructType schema = new StructType();
        if (!answer.query().per().isEmpty()) {
            schema = schema.add("front", StringType, false);
        }
        for (StructField column : answer.cellColumns().fields()) {
            schema = schema.add(column);
        }
        if (answer.hasMethods()) {
            schema = schema.add("method", StringType, true);
        }
        if (answer.isReduced()) {
            schema = schema.add("replicates", IntegerType, false);
        }
        if (answer.hasMembership()) {
            schema = schema.add("membership", DoubleType, false);
        }
        if (answer.query().resamples() > 0) {
            schema = schema.add("bootstrap_share", DoubleType, false);
        }
        for (Objective objective : answer.query().objectives()) {
            schema = schema.add(objective.name(), DoubleType, false);
            if (answer.isReduced()) {
                schema = schema.add(objective.name() + "_p16", DoubleType, false)
                        .add(objective.name() + "_p84", DoubleType, false);
            }
        }
        return schema;
    }

    /** The rows of all fronts. */
    public List<Row> rows() {
        return answer.fronts().stream()
                .flatMap(front -> front.rows().stream().map(cell -> row(front, cell)))
                .toList();
    }

    /** The rows of one front. */
    public List<Row> rows(Front front) {
        return front.rows().stream().map(cell -> row(front, cell)).toList();
    }

    /** The row of a cell on a front. */
    public Row row(Front front, FrontRow cell) {
        List<Object> values = new ArrayList<>();
        if (!answer.query().per().isEmpty()) {
            values.add(front.name());
        }
        values.addAll(cell.axes().values());
        if (answer.hasMethods()) {
            values.add(cell.method());
        }
        if (answer.isReduced()) {
            values.add(cell.replicates());
        }
        if (answer.hasMembership()) {
            values.add(cell.membership());
        }
        if (answer.query().resamples() > 0) {
            values.add(cell.bootstrapShare());
        }
        cell.values().forEach((objective, value) -> {
            values.add(value);
            Spread spread = cell.spreads().get(objective);
            if (spread != null) {
                values.add(spread.p16());
                values.add(spread.p84());
            }
        });
        return RowFactory.create(values.toArray());
    }
}
