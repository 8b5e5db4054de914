package org.potsweep.jobs.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.SnapFiles;
import org.potsweep.descriptors.SnapParameters.Element;
import org.potsweep.jobs.choice.CellReplicate;
import org.potsweep.jobs.choice.RunCell;
import org.potsweep.jobs.storage.StoredModel;

/**
 * A model on its way into LAMMPS.
 *
 * @param run the run's folder, as the user named it
 * @param key of the cell and replicate
 */
public record ExportedModel(String run, String key, RunCell cell, CellReplicate replicate, StoredModel stored) {

    /** What its files are called before the dot: its elements. */
    public String name() {
        return symbols("");
    }

    String symbols(String between) {
        return stored.model().parameters().elements().stream()
                .map(Element::symbol)
                .collect(Collectors.joining(between));
    }

    public String snapcoeff() {
        return name() + ".snapcoeff";
    }

    public String snapparam() {
        return name() + ".snapparam";
    }

    /** The file of LAMMPS commands, for its {@code include}. */
    public String include() {
        return name() + ".mod";
    }

    /** The files by name. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(snapcoeff(), SnapFiles.snapcoeff(stored.model()));
        files.put(snapparam(), SnapFiles.snapparam(stored.model()));
        files.put(include(), String.join("\n", commands()) + "\n");
        files.put("README.txt", new ReadMe(this).text());
        return files;
    }

    private List<String> commands() {
        StringBuilder head = new StringBuilder();
        head.append("# SNAP for ")
                .append(symbols(", "))
                .append(" by Potsweep: ")
                .append(key)
                .append('\n');
        head.append("# UNITS: metal. Atom types are ");
        List<Element> elements = stored.model().parameters().elements();
        for (int e = 0; e < elements.size(); e++) {
            head.append(e == 0 ? "" : ", ")
                    .append(e + 1)
                    .append(" = ")
                    .append(elements.get(e).symbol());
        }
        head.append("; LAMMPS needs its package ML-SNAP.");
        if (!stored.reference().equals(ReferencePotential.NONE)) {
            head.append("\n# The model was fitted on top of this ZBL repulsion: one is nothing without the other.");
        }
        List<String> commands = new ArrayList<>();
        commands.add(head.toString());
        commands.addAll(SnapFiles.pairCommands(stored.model(), stored.reference(), snapcoeff(), snapparam()));
        return commands;
    }
}
