package org.potsweep.jobs.design;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An axis of a factorial design. Its values name cells, in a column of the same name in {@code results} and in every
 * table, plan, front and report that follows from it. Rows of {@code results} that agree in all axes are replicates.
 *
 * @param column name of the column; names of LAMMPS's settings stay as they are
 * @param type of the values: String, Integer, Double or Boolean
 */
public record Axis(String column, Class<?> type) {
    public static final Axis STRATEGY = new Axis("strategy", String.class);
    public static final Axis SUBSET_SIZE = new Axis("subset_size", Integer.class);
    public static final Axis ENERGY_WEIGHT = new Axis("energy_weight", Double.class);
    public static final Axis FORCE_WEIGHT = new Axis("force_weight", Double.class);
    public static final Axis STRESS_WEIGHT = new Axis("stress_weight", Double.class);
    public static final Axis RIDGE = new Axis("ridge", Double.class);
    public static final Axis QUADRATICFLAG = new Axis("quadraticflag", Boolean.class);
    public static final Axis TWOJMAX = new Axis("twojmax", Integer.class);
    public static final Axis LEVEL = new Axis("level", String.class);

    /** The axes that every design has, in the order of their columns. */
    public static final List<Axis> ALWAYS = List.of(
            STRATEGY, SUBSET_SIZE, ENERGY_WEIGHT, FORCE_WEIGHT, STRESS_WEIGHT, RIDGE, QUADRATICFLAG, TWOJMAX, LEVEL);

    /** Descriptor settings, which are axes of the designs that sweep them. */
    private static final Pattern DESCRIPTOR = Pattern.compile("rcutfac|rfac0|chemflag|(radelem|wj)_[a-z]{1,2}");

    /** The axis of a descriptor setting of the whole descriptor. */
    static Axis ofSetting(String key, Class<?> type) {
        return new Axis(key, type);
    }

    /** The axis of a descriptor setting of one element, such as {@code radelem_be}. */
    static Axis ofElement(String key, String symbol) {
        return new Axis(key + "_" + symbol.toLowerCase(Locale.ROOT), Double.class);
    }

    /** The columns of a table of results that are axes, in the table's order. */
    public static List<String> among(Collection<String> columns) {
        return columns.stream()
                .filter(column -> DESCRIPTOR.matcher(column).matches()
                        || ALWAYS.stream().anyMatch(axis -> axis.column().equals(column)))
                .toList();
    }
}
