package org.potsweep.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A structure with the energy, forces and pressure that LAMMPS (29 Sep 2021) computed for a potential; resources
 * lammps/*.json.gz.
 *
 * @param symbols the species of LAMMPS's atom types
 */
record PotentialCase(JsonNode json, List<String> symbols) {
    /** Bar in an eV/angstrom^3, as LAMMPS's metal units round it. */
    private static final double BAR = 1.6021765e6;

    private static final double GPA = 160.2176634;

    static PotentialCase read(String name, String... symbols) {
        return new PotentialCase(LammpsCase.read(name).json(), List.of(symbols));
    }

    AtomicConfiguration configuration() {
        List<String> species = new ArrayList<>();
        json.get("types").forEach(t -> species.add(symbols.get(t.asInt() - 1)));
        SimulationCell cell = new SimulationCell(new LammpsCase(json).numbers("cell"), Structures.PERIODIC);
        return new AtomicConfiguration(
                json.get("case").asText(), cell, species, new LammpsCase(json).numbers("positions"));
    }

    /** Energy within 1e-9 of its size, forces and stress within {@code share} of the largest component. */
    void assertAgrees(Evaluation actual, double share) {
        double energy = json.get("energy_eV").asDouble();
        assertThat(actual.energyEv() - energy)
                .as("energy")
                .isBetween(-1e-9 * Math.abs(energy), 1e-9 * Math.abs(energy));
        assertClose("forces", actual.forcesEvPerAngstrom(), new LammpsCase(json).numbers("forces_eV_per_A"), share);
        double[] pressure = new LammpsCase(json).numbers("pressure_bar_xx_yy_zz_xy_xz_yz");
        int[] order = {0, 1, 2, 5, 4, 3};
        double[] stress = new double[6];
        for (int v = 0; v < 6; v++) {
            stress[v] = -pressure[order[v]] / BAR * GPA;
        }
        assertClose("stress", actual.stressGpa(), stress, share);
    }

    static void assertClose(String what, double[] actual, double[] expected, double share) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double largest = 0;
        double worst = 0;
        for (int k = 0; k < expected.length; k++) {
            largest = Math.max(largest, Math.abs(expected[k]));
            worst = Math.max(worst, Math.abs(actual[k] - expected[k]));
        }
        assertThat(worst).as(what + ", largest component " + largest).isLessThanOrEqualTo(share * largest);
    }
}
