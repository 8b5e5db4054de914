package org.potsweep.descriptors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.potsweep.descriptors.SnapParameters.Element;

/** SNAP models in LAMMPS's files, .snapcoeff and .snapparam. */
public final class SnapFiles {
    private SnapFiles() {}

    /**
     * Reads a model; its settings say {@code intercept} if an element has a constant other than zero.
     *
     * @throws IllegalArgumentException with the file and, where there is one, the line, if a file cannot be read, the
     *     two do not fit together, or they ask for what is not supported
     */
    public static SnapModel read(Path snapcoeff, Path snapparam) {
        SnapcoeffFile coefficients = SnapcoeffFile.read(snapcoeff);
        SnapParameters parameters = SnapparamFile.read(snapparam, coefficients.elements(), coefficients.hasConstants());
        try {
            return new SnapModel(parameters, coefficients.coefficients());
        } catch (IllegalArgumentException e) {
            throw coefficients.header().refused("with the settings of " + snapparam + ", " + e.getMessage());
        }
    }

    /** Writes a model, such that reading it gives an equal one (an intercept of zero for all elements counts as none). */
    public static void write(SnapModel model, Path snapcoeff, Path snapparam) throws IOException {
        Files.writeString(snapcoeff, snapcoeff(model));
        Files.writeString(snapparam, snapparam(model));
    }

    /** The text of a model's .snapcoeff file; numbers are written such that they are read back exactly. */
    public static String snapcoeff(SnapModel model) {
        return SnapcoeffFile.text(model);
    }

    /** The text of a model's .snapparam file. */
    public static String snapparam(SnapModel model) {
        return SnapparamFile.text(model.parameters());
    }

    /**
     * The LAMMPS commands that set a model up, on top of its reference potential: {@code pair_style} and {@code pair_coeff}
     * for atom types 1, 2, ... in the order of the model's elements.
     *
     * @param snapcoeff name of the .snapcoeff file, as LAMMPS is to open it
     * @param snapparam name of the .snapparam file
     */
    public static List<String> pairCommands(
            SnapModel model, ReferencePotential reference, String snapcoeff, String snapparam) {
        List<String> symbols =
                model.parameters().elements().stream().map(Element::symbol).toList();
        String files = snapcoeff + " " + snapparam + " " + String.join(" ", symbols);
        if (reference.equals(ReferencePotential.NONE)) {
            return List.of("pair_style snap", "pair_coeff * * " + files);
        }
        List<String> commands = new ArrayList<>();
        commands.add("pair_style hybrid/overlay " + reference.pairStyle() + " snap");
        for (int i = 0; i < symbols.size(); i++) {
            for (int j = i; j < symbols.size(); j++) {
                commands.add("pair_coeff " + (i + 1) + " " + (j + 1) + " zbl " + AtomicNumber.of(symbols.get(i)) + " "
                        + AtomicNumber.of(symbols.get(j)));
            }
        }
        commands.add("pair_coeff * * snap " + files);
        return commands;
    }
}
