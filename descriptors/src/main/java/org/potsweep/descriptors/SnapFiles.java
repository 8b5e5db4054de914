package org.potsweep.descriptors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        Files.writeString(snapcoeff, SnapcoeffFile.text(model));
        Files.writeString(snapparam, SnapparamFile.text(model.parameters()));
    }
}
