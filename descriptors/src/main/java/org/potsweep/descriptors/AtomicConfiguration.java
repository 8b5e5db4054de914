package org.potsweep.descriptors;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** A structure: atoms of named species at Cartesian positions in a {@link SimulationCell}. Immutable. */
public final class AtomicConfiguration implements Serializable {
    private final String id;
    private final SimulationCell cell;
    private final String[] species;
    private final double[] positions;

    /**
     * @param id names the configuration in tables and messages
     * @param species chemical symbols, one an atom
     * @param positions 3N Cartesian coordinates in angstrom, atom by atom; they need not lie inside the cell
     * @throws IllegalArgumentException if there are no atoms, the lengths disagree, or a coordinate is not finite
     */
    public AtomicConfiguration(String id, SimulationCell cell, List<String> species, double[] positions) {
        if (species.isEmpty() || positions.length != 3 * species.size()) {
            throw new IllegalArgumentException("configuration " + id + " has " + species.size() + " species and "
                    + positions.length + " coordinates: it takes at least one atom and three coordinates an atom");
        }
        for (int i = 0; i < positions.length; i++) {
            if (!Double.isFinite(positions[i])) {
                throw new IllegalArgumentException("configuration " + id + ", atom " + (i / 3 + 1) + ": coordinate "
                        + positions[i] + " angstrom is not finite");
            }
        }
        this.id = id;
        this.cell = cell;
        this.species = species.toArray(new String[0]);
        this.positions = positions.clone();
    }

    public String id() {
        return id;
    }

    public SimulationCell cell() {
        return cell;
    }

    /** The number of atoms. */
    public int natoms() {
        return species.length;
    }

    /** The chemical symbol of atom {@code i} (from 0). */
    public String species(int i) {
        return species[i];
    }

    /** The chemical symbols of all atoms. */
    public List<String> species() {
        return List.of(species);
    }

    /** Coordinate {@code axis} (0 to 2) of atom {@code i} (from 0), in angstrom. */
    public double position(int i, int axis) {
        return positions[3 * i + axis];
    }

    /** The 3N coordinates in angstrom, atom by atom (a copy). */
    public double[] positions() {
        return positions.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AtomicConfiguration that
                && id.equals(that.id)
                && cell.equals(that.cell)
                && Arrays.equals(species, that.species)
                && Arrays.equals(positions, that.positions);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + Arrays.hashCode(positions);
    }
}
