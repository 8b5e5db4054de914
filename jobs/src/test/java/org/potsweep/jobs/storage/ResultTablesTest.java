package org.potsweep.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.FitWeights;
import org.potsweep.jobs.design.ModelShape;
import org.potsweep.jobs.engine.ErrorSums;
import org.potsweep.jobs.engine.FittedModel;
import org.potsweep.jobs.engine.SolvedCell;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.jobs.storage.ResultTables.OrderingColumns;

class ResultTablesTest {
    private static FactorialDesign design(boolean intercept) {
        SnapParameters snap = new SnapParameters(
                4,
                4.8,
                0.99,
                0,
                List.of(new SnapParameters.Element("Be", 0.4, 1), new SnapParameters.Element("W", 0.5, 0.9)),
                true,
                true,
                false,
                false,
                false,
                false,
                false,
                intercept);
        return new FactorialDesign(
                List.of(Strategy.RANDOM),
                1,
                5,
                List.of(10),
                List.of(new FitWeights(1, 1, 0, 0)),
                List.of(new ModelShape(false, 2), new ModelShape(false, 4)),
                0,
                List.of(snap),
                List.of("a"),
                List.of(0),
                0,
                false);
    }

    /** At 2Jmax 2 an element's shells 0, 1 and 2 hold LAMMPS's components 1, 2, and 3 to 5. */
    @ParameterizedTest
    @CsvSource({"false, 0 10 12 14 15 16 0 11 13 17 18 19", "true, 10 11 14 16 17 18 12 13 15 19 20 21"})
    void constantsComeFirstInAModel(boolean intercept, String expected) {
        FactorialDesign design = design(intercept);
        double[] coefficients = new double[design.columns(0).count(0)];
        Arrays.setAll(coefficients, c -> 10 + c);
        ResultTables tables = new ResultTables(
                design,
                "none",
                List.of(new OrderingColumns(Strategy.RANDOM, "random-1", 1, new int[] {10}, new double[][] {{1}})),
                twojmax -> OptionalDouble.empty());
        Row model = tables.model(new SolvedCell(
                new FittedModel(new DesignCell(0, 0, 0, 0, 0, 0), 10, 1, "cholesky", false, coefficients),
                new ErrorSums(new double[0]),
                0,
                false));

        assertThat(model.size()).isEqualTo(tables.models().size());
        double[] written = (double[]) model.get(tables.models().fieldIndex("coefficients"));
        assertThat(written)
                .containsExactly(Arrays.stream(expected.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
        Map<String, Object> settings = Map.of("twojmax", 2, "chemflag", false, "switchinnerflag", false);
        settings.forEach((name, value) ->
                assertThat(model.get(tables.models().fieldIndex(name))).as(name).isEqualTo(value));
        assertThat((double[]) model.get(tables.models().fieldIndex("wj"))).containsExactly(1, 0.9);
        assertThat((double[]) model.get(tables.models().fieldIndex("dinner"))).containsExactly(0, 0);
    }
}
