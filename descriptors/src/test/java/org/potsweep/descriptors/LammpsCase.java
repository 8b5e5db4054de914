package org.potsweep.descriptors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A structure with the rows that LAMMPS (29 Sep 2021, compute snap) printed for it; resources lammps/*.json.gz. */
record LammpsCase(JsonNode json) {
    static final List<String> NAMES = List.of(
            "be_isolated_atom_2J6",
            "be_dimer_2J6",
            "be_cluster_9atoms_open_2J6",
            "be_2atoms_smallcell_2J4",
            "be_6atoms_2J6",
            "be_7atoms_2J5_odd_bnorm",
            "be_7atoms_2J6_bzero0_rmin_rfac",
            "be_7atoms_2J6_noswitch",
            "be_5atoms_2J10",
            "be_6atoms_2J4_quadratic",
            "be_8atoms_2J6_quadratic",
            "be_5atoms_2J8_quadratic",
            "be_12atoms_2J10_quadratic",
            "wbe_8atoms_2J6",
            "wbe_6atoms_2J4_quadratic",
            "wbe_6atoms_2J4_chem",
            "wbe_6atoms_2J4_chem_wselfall");

    private static final String[] SYMBOLS = {"W", "Be"};

    static LammpsCase read(String name) {
        try (InputStream in = LammpsCase.class.getResourceAsStream("/lammps/" + name + ".json.gz")) {
            return new LammpsCase(new ObjectMapper().readTree(new GZIPInputStream(in)));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }

    SnapParameters parameters() {
        JsonNode o = json.get("options");
        List<SnapParameters.Element> elements = new ArrayList<>();
        for (int s = 0; s < o.get("radelem").size(); s++) {
            elements.add(new SnapParameters.Element(
                    SYMBOLS[s],
                    o.get("radelem").get(s).asDouble(),
                    o.get("wj").get(s).asDouble()));
        }
        return new SnapParameters(
                o.get("twojmax").asInt(),
                o.get("rcutfac").asDouble(),
                o.get("rfac0").asDouble(),
                o.get("rmin0").asDouble(),
                elements,
                o.get("switchflag").asInt() == 1,
                o.get("bzeroflag").asInt() == 1,
                o.path("bnormflag").asInt(0) == 1,
                o.path("quadraticflag").asInt(0) == 1,
                o.path("chemflag").asInt(0) == 1,
                o.path("wselfallflag").asInt(0) == 1,
                false,
                false);
    }

    AtomicConfiguration configuration() {
        boolean p = json.get("periodic").asBoolean();
        SimulationCell cell = p
                ? new SimulationCell(flat(json.get("cell")), new boolean[] {true, true, true})
                : SimulationCell.open();
        List<String> species = new ArrayList<>();
        json.get("types").forEach(t -> species.add(SYMBOLS[t.asInt() - 1]));
        return new AtomicConfiguration(json.get("case").asText(), cell, species, flat(json.get("positions")));
    }

    /** The same structure in LAMMPS's box also where boundaries are open, so that stress has a volume. */
    AtomicConfiguration inBox() {
        AtomicConfiguration configuration = configuration();
        SimulationCell box =
                new SimulationCell(flat(json.get("cell")), configuration.cell().periodic());
        return new AtomicConfiguration(configuration.id(), box, configuration.species(), configuration.positions());
    }

    /** The numbers of a vector or of a matrix, row by row. */
    double[] numbers(String key) {
        return flat(json.get(key));
    }

    boolean has(String key) {
        return json.hasNonNull(key);
    }

    private static double[] flat(JsonNode node) {
        List<Double> values = new ArrayList<>();
        node.forEach(item -> {
            if (item.isArray()) {
                item.forEach(v -> values.add(v.asDouble()));
            } else {
                values.add(item.asDouble());
            }
        });
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
