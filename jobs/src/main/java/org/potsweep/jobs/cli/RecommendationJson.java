package org.potsweep.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.potsweep.analysis.Spread;
import org.potsweep.jobs.choice.CellKeys;
import org.potsweep.jobs.choice.Criterion;
import org.potsweep.jobs.choice.Recommendation;
import org.potsweep.jobs.choice.Recommendation.Step;
import org.potsweep.jobs.choice.RunCell;
import org.potsweep.jobs.choice.RunCells;

/**
 * A recommendation as a JSON document. Costs are in seconds, errors in meV/atom and meV/angstrom, speeds in atom-steps a
 * second; a value that is unknown is null.
 *
 * @param place the run's folder, as the user named it
 * @param speeds atom-steps a second by twojmax
 */
record RecommendationJson(Recommendation recommendation, RunCells run, String place, Map<Integer, Double> speeds) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String text() {
        ObjectNode root = JSON.createObjectNode().put("run", place);
        ObjectNode limits = root.putObject("limits");
        recommendation.wishes().bounds().forEach((criterion, bound) -> limits.put(name(criterion), bound));
        root.put("confidence", word(recommendation.wishes().confidence()));
        root.put("prefer", word(recommendation.wishes().preference()));
        root.put("cells", recommendation.cells());
        root.put("cells_within_limits", recommendation.meeting());
        ArrayNode advised = root.putArray("recommended");
        recommendation.advised().forEach(each -> {
            ObjectNode node = advised.addObject();
            ArrayNode merits = node.putArray("merits");
            each.merits().forEach(merit -> merits.add(word(merit)));
            node.put("within_limits_at_p84", each.holdsAtP84());
            node.set("cell", cell(each.cell()));
        });
        ArrayNode relaxed = root.putArray("relaxed");
        recommendation.relaxed().forEach(each -> {
            ObjectNode node = relaxed.addObject().put("limit", name(each.criterion()));
            node.put("bound", Double.isNaN(each.bound()) ? null : each.bound());
            node.set("cell", each.cell() == null ? null : cell(each.cell()));
        });
        if (recommendation.nearest() != null) {
            ObjectNode nearest = root.putObject("nearest");
            nearest.put("factor", recommendation.nearest().factor());
            nearest.set("cell", cell(recommendation.nearest().cell()));
        }
        ObjectNode further = root.putObject("further_dft");
        recommendation.further().forEach((error, steps) -> further.set(name(error), steps(steps)));
        root.set("notes", JSON.valueToTree(recommendation.notes()));
        return root.toPrettyString();
    }

    private ArrayNode steps(List<Step> steps) {
        ArrayNode nodes = JSON.createArrayNode();
        for (Step step : steps) {
            ObjectNode node = nodes.addObject();
            node.put("further_dft_seconds", step.seconds());
            node.put("gain", step.gain());
            node.set("from", cell(step.from()));
            node.set("to", cell(step.to()));
        }
        return nodes;
    }

    private ObjectNode cell(RunCell cell) {
        CellKeys keys = new CellKeys(run);
        ObjectNode node = JSON.createObjectNode().put("key", keys.of(cell));
        node.set("axes", JSON.valueToTree(cell.axes()));
        node.put("replicates", cell.replicates().size());
        node.put("method", cell.method());
        node.set(name(Criterion.ENERGY), spread(cell.energyRmse()));
        node.set(name(Criterion.FORCE), spread(cell.forceRmse()));
        node.set(
                name(Criterion.DFT_COST),
                cell.dftSeconds().map(RecommendationJson::spread).orElse(null));
        node.put(name(Criterion.SPEED), speeds.get(cell.twojmax()));
        node.put("export", ExportLine.of(place, keys, cell));
        return node;
    }

    private static ObjectNode spread(Spread spread) {
        return JSON.createObjectNode()
                .put("median", spread.median())
                .put("p16", spread.p16())
                .put("p84", spread.p84());
    }

    private static String name(Criterion criterion) {
        return switch (criterion) {
            case ENERGY -> "test_energy_rmse_mev_per_atom";
            case FORCE -> "test_force_rmse_mev_per_angstrom";
            case DFT_COST -> "dft_cost_seconds";
            case SPEED -> "atom_steps_per_second";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
