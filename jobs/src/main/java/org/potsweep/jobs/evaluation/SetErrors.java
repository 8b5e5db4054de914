package org.potsweep.jobs.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The errors of one set of structures.
 *
 * @param scope "all", "data" (a file) or "group"
 * @param name of the file or group; "" for all
 * @param configurations the number of structures, with labels or without
 */
public record SetErrors(String scope, String name, int configurations, EvaluationErrors errors) {

    /** Of all structures; of each file, if there are several; and of each group, if there are several; by name. */
    public static List<SetErrors> of(List<EvaluatedStructure> structures) {
        Map<String, List<EvaluatedStructure>> files = new TreeMap<>();
        Map<String, List<EvaluatedStructure>> groups = new TreeMap<>();
        for (EvaluatedStructure evaluated : structures) {
            LabelledStructure structure = evaluated.structure();
            files.computeIfAbsent(structure.data(), key -> new ArrayList<>()).add(evaluated);
            groups.computeIfAbsent(structure.group(), key -> new ArrayList<>()).add(evaluated);
        }
        List<SetErrors> tables = new ArrayList<>();
        tables.add(of("all", "", structures));
        if (files.size() > 1) {
            files.forEach((name, members) -> tables.add(of("data", name, members)));
        }
        if (groups.size() > 1) {
            groups.forEach((name, members) -> tables.add(of("group", name, members)));
        }
        return tables;
    }

    private static SetErrors of(String scope, String name, List<EvaluatedStructure> structures) {
        EvaluationErrors errors = new EvaluationErrors();
        structures.forEach(structure -> errors.add(structure.errors()));
        return new SetErrors(scope, name, structures.size(), errors);
    }
}
