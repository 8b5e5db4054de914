package org.potsweep.jobs.evaluation;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.potsweep.jobs.dataset.FrameLabels;

/** Evaluated structures as tables; an unknown label, and an error without labels, is null. */
public final class EvaluationTables {
    private static final DataType DOUBLES = createArrayType(DoubleType, false);
    private static final double MILLI = 1000;

    /** One row a structure. */
    public static final StructType CONFIGURATIONS = new StructType()
            .add("data", StringType, false)
            .add("config_id", StringType, false)
            .add("group", StringType, false)
            .add("natoms", IntegerType, false)
            .add("energy_ev", DoubleType, false)
            .add("energy_label_ev", DoubleType, true)
            .add("stress_gpa", DOUBLES, true)
            .add("stress_label_gpa", DOUBLES, true)
            .add("energy_error_mev_per_atom", DoubleType, true)
            .add("force_rmse_mev_per_angstrom", DoubleType, true)
            .add("stress_rmse_gpa", DoubleType, true);

    /** One row an atom, counted from 0. */
    public static final StructType ATOMS = new StructType()
            .add("data", StringType, false)
            .add("config_id", StringType, false)
            .add("atom", IntegerType, false)
            .add("species", StringType, false)
            .add("energy_ev", DoubleType, false)
            .add("force_ev_per_angstrom", DOUBLES, false)
            .add("force_label_ev_per_angstrom", DOUBLES, true);

    /** One row a set: all structures, those of a file, those of a group. */
    public static final StructType ERRORS = new StructType()
            .add("scope", StringType, false)
            .add("name", StringType, false)
            .add("n_configs", IntegerType, false)
            .add("energy_rmse_mev_per_atom", DoubleType, true)
            .add("energy_mae_mev_per_atom", DoubleType, true)
            .add("energy_mean_error_mev_per_atom", DoubleType, true)
            .add("force_rmse_mev_per_angstrom", DoubleType, true)
            .add("force_mae_mev_per_angstrom", DoubleType, true)
            .add("stress_rmse_gpa", DoubleType, true)
            .add("stress_mae_gpa", DoubleType, true);

    private EvaluationTables() {}

    /** A row of {@link #CONFIGURATIONS}. */
    public static Row configuration(EvaluatedStructure evaluated) {
        LabelledStructure structure = evaluated.structure();
        EvaluationErrors errors = evaluated.errors();
        return RowFactory.create(
                structure.data(),
                structure.configuration().id(),
                structure.group(),
                structure.configuration().natoms(),
                evaluated.energyEv(),
                structure.labels().energyEv().orElse(null),
                evaluated.stressGpa(),
                structure.labels().stressGpa().orElse(null),
                known(MILLI * errors.energy().mean()),
                known(MILLI * errors.forces().rmse()),
                known(errors.stress().rmse()));
    }

    /** The rows of {@link #ATOMS} of a structure. */
    public static List<Row> atoms(EvaluatedStructure evaluated) {
        LabelledStructure structure = evaluated.structure();
        FrameLabels labels = structure.labels();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < structure.configuration().natoms(); i++) {
            int atom = i;
            rows.add(RowFactory.create(
                    structure.data(),
                    structure.configuration().id(),
                    atom,
                    structure.configuration().species(atom),
                    evaluated.atomEnergiesEv()[atom],
                    ofAtom(evaluated.forcesEvPerAngstrom(), atom),
                    labels.forcesEvPerAngstrom()
                            .map(forces -> ofAtom(forces, atom))
                            .orElse(null)));
        }
        return rows;
    }

    private static double[] ofAtom(double[] forces, int atom) {
        return Arrays.copyOfRange(forces, 3 * atom, 3 * atom + 3);
    }

    /** A row of {@link #ERRORS}. */
    public static Row errors(SetErrors set) {
        EvaluationErrors errors = set.errors();
        return RowFactory.create(
                set.scope(),
                set.name(),
                set.configurations(),
                known(MILLI * errors.energy().rmse()),
                known(MILLI * errors.energy().mae()),
                known(MILLI * errors.energy().mean()),
                known(MILLI * errors.forces().rmse()),
                known(MILLI * errors.forces().mae()),
                known(errors.stress().rmse()),
                known(errors.stress().mae()));
    }

    private static Double known(double error) {
        return Double.isNaN(error) ? null : error;
    }
}
