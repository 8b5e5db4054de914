package org.potsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.SnapModel;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.ZieglerBiersackLittmark;
import org.potsweep.jobs.evaluation.EvaluatedStructure;
import org.potsweep.jobs.evaluation.EvaluationErrors;
import org.potsweep.jobs.evaluation.SetErrors;

/**
 * What {@code evaluate} prints.
 *
 * @param out the folder of the tables, or null
 */
record EvaluationText(SnapModel model, ReferencePotential reference, List<EvaluatedStructure> structures, String out) {
    private static final int SHOWN = 20;
    private static final double MILLI = 1000;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("potential       " + potential());
        long atoms = structures.stream().mapToLong(EvaluationText::natoms).sum();
        lines.add("structures      " + Quantity.count(structures.size()) + ", " + Quantity.count(atoms) + " atoms");
        lines.add("");
        lines.addAll(configurations().lines(""));
        if (structures.size() > SHOWN) {
            lines.add("and " + Quantity.count(structures.size() - SHOWN) + " more"
                    + (out == null ? "; --out DIR keeps them all" : ""));
        }
        if (structures.size() == 1) {
            lines.add("");
            lines.addAll(atoms().lines(""));
        }
        List<SetErrors> sets = SetErrors.of(structures);
        lines.add("");
        if (sets.get(0).errors().isEmpty()) {
            lines.add("no labels to compare with");
        } else {
            lines.addAll(errors(sets).lines(""));
        }
        if (out != null) {
            lines.add("");
            lines.add("tables          configurations, atoms and errors, in " + out);
        }
        return lines;
    }

    private String potential() {
        SnapParameters parameters = model.parameters();
        String elements = parameters.elements().stream()
                .map(SnapParameters.Element::symbol)
                .collect(Collectors.joining(" "));
        String zbl = reference instanceof ZieglerBiersackLittmark switched
                ? ", ZBL switched off from " + Quantity.setting(switched.innerAngstrom()) + " to "
                        + Quantity.setting(switched.outerAngstrom()) + " angstrom"
                : "";
        return elements + ", 2Jmax " + parameters.twojmax() + (parameters.quadraticflag() ? ", quadratic" : ", linear")
                + zbl;
    }

    private static int natoms(EvaluatedStructure evaluated) {
        return evaluated.structure().configuration().natoms();
    }

    private TextTable configurations() {
        TextTable table = new TextTable("lrrrrr");
        table.head("config_id", "atoms", "energy", "error", "force RMSE", "pressure");
        table.head("", "", "eV", "meV/atom", "meV/A", "GPa");
        structures.stream().limit(SHOWN).forEach(evaluated -> {
            EvaluationErrors errors = evaluated.errors();
            double[] stress = evaluated.stressGpa();
            table.row(
                    evaluated.structure().configuration().id(),
                    Quantity.count(natoms(evaluated)),
                    fixed(6, evaluated.energyEv()),
                    Quantity.significant(MILLI * errors.energy().mean(), 4),
                    Quantity.significant(MILLI * errors.forces().rmse(), 4),
                    stress == null ? "-" : fixed(3, -(stress[0] + stress[1] + stress[2]) / 3));
        });
        return table;
    }

    private TextTable atoms() {
        EvaluatedStructure only = structures.get(0);
        AtomicConfiguration configuration = only.structure().configuration();
        double[] forces = only.forcesEvPerAngstrom();
        TextTable table = new TextTable("rlrrrr");
        table.head("atom", "", "energy", "fx", "fy", "fz");
        table.head("", "", "eV", "eV/A", "eV/A", "eV/A");
        for (int i = 0; i < configuration.natoms(); i++) {
            table.row(
                    Integer.toString(i + 1),
                    configuration.species(i),
                    fixed(6, only.atomEnergiesEv()[i]),
                    fixed(6, forces[3 * i]),
                    fixed(6, forces[3 * i + 1]),
                    fixed(6, forces[3 * i + 2]));
        }
        return table;
    }

    private static TextTable errors(List<SetErrors> sets) {
        TextTable table = new TextTable("llrrrrrrr");
        table.head("errors", "", "structures", "energy RMSE", "MAE", "force RMSE", "MAE", "stress RMSE", "MAE");
        table.head("", "", "", "meV/atom", "meV/atom", "meV/A", "meV/A", "GPa", "GPa");
        for (SetErrors set : sets) {
            EvaluationErrors errors = set.errors();
            table.row(
                    set.scope(),
                    set.scope().equals("group") && set.name().isEmpty() ? "(none)" : set.name(),
                    Quantity.count(set.configurations()),
                    Quantity.significant(MILLI * errors.energy().rmse(), 4),
                    Quantity.significant(MILLI * errors.energy().mae(), 4),
                    Quantity.significant(MILLI * errors.forces().rmse(), 4),
                    Quantity.significant(MILLI * errors.forces().mae(), 4),
                    Quantity.significant(errors.stress().rmse(), 4),
                    Quantity.significant(errors.stress().mae(), 4));
        }
        return table;
    }

    private static String fixed(int decimals, double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
