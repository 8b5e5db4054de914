package org.potsweep.jobs.dataset;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.potsweep.jobs.UserErrorException;

/**
 * The labels that a frame has, each of which it may lack.
 *
 * @param energyEv total energy, eV
 * @param forcesEvPerAngstrom 3N components, eV/angstrom, atom by atom
 * @param stressGpa six components, GPa (xx, yy, zz, yz, xz, xy; ASE's sign)
 */
public record FrameLabels(
        Optional<Double> energyEv, Optional<double[]> forcesEvPerAngstrom, Optional<double[]> stressGpa) {

    /** @throws UserErrorException if a label is there but impossible, with file and line */
    public static FrameLabels read(Frame frame, LabelKeys keys) {
        return new FrameLabels(
                first(keys.energy(), frame.info().keySet()).map(key -> number(frame, key, " eV")),
                first(keys.forces(), frame.columnNames()).map(key -> forces(frame, key)),
                first(keys.stress(), frame.info().keySet()).map(key -> stress(frame, key)));
    }

    static Optional<String> first(List<String> keys, Collection<String> present) {
        return keys.stream().filter(present::contains).findFirst();
    }

    static double number(Frame frame, String key, String unit) {
        String text = frame.info().get(key);
        double value;
        try {
            value = DecimalNumber.parse(text);
        } catch (NumberFormatException e) {
            throw refused(frame.place(), frame, key + "=\"" + text + "\" is not a number");
        }
        if (!Double.isFinite(value)) {
            throw refused(frame.place(), frame, key + " is " + value + unit + ", which is not finite");
        }
        return value;
    }

    static double[] forces(Frame frame, String key) {
        double[] forces = frame.column(key).orElse(new double[0]);
        if (forces.length != 3 * frame.configuration().natoms()) {
            throw refused(
                    frame.place(),
                    frame,
                    "column " + key + " is not one of forces: these are three real numbers (R:3)");
        }
        for (int k = 0; k < forces.length; k++) {
            if (!Double.isFinite(forces[k])) {
                throw refused(
                        frame.place(k / 3),
                        frame,
                        "atom " + (k / 3 + 1) + ": the " + "xyz".charAt(k % 3) + " component of " + key + " is "
                                + forces[k] + " eV/angstrom, which is not finite");
            }
        }
        return forces;
    }

    static double[] stress(Frame frame, String key) {
        try {
            return StressLabel.gpa(
                    key, frame.info().get(key), frame.configuration().cell());
        } catch (IllegalArgumentException e) {
            throw refused(frame.place(), frame, e.getMessage());
        }
    }

    static UserErrorException refused(String place, Frame frame, String problem) {
        return new UserErrorException(
                UserErrorException.Kind.DATA,
                place + ": configuration " + frame.configuration().id() + ": " + problem);
    }
}
