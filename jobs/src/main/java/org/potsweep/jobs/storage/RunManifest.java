package org.potsweep.jobs.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;
import org.potsweep.jobs.settings.SweepSettings;

/**
 * What {@code run.json} says of a published run.
 *
 * @param potsweep version of the program
 * @param settings the settings, as {@link SweepSettings#rendered()}
 * @param dataset fingerprint of the data
 * @param kernel fingerprint of the linear-algebra kernels
 * @param versions of what the results depend on
 * @param tables names of the published tables
 * @param stageSeconds wall time of each stage
 * @param warnings what the user should know
 * @param totalSeconds wall time of all stages
 * @param effort what was expected of them, and the memory that they took
 */
public record RunManifest(
        String potsweep,
        String settings,
        String dataset,
        String kernel,
        Map<String, String> versions,
        List<String> tables,
        Map<String, Double> stageSeconds,
        List<String> warnings,
        double totalSeconds,
        Effort effort) {
    /**
     * What a run was expected to take and what its driver took (with a local master, all of the run).
     *
     * @param plannedSeconds of stages
     * @param calibrated whether these are by speeds that were measured before the run, rather than typical ones
     * @param plannedHeapBytes of the Java heap, of a process; 0 in runs that did not say
     * @param plannedMatrixBytes beside the heap, of a process: matrices and rows that are kept
     * @param peakHeapBytes most of the Java heap that was in use
     * @param peakProcessBytes most memory that the process had; 0 where the system does not say
     */
    public record Effort(
            Map<String, Double> plannedSeconds,
            boolean calibrated,
            long plannedHeapBytes,
            long plannedMatrixBytes,
            long peakHeapBytes,
            long peakProcessBytes) {
        /** Of a run that did not say. */
        public static final Effort UNKNOWN = new Effort(Map.of(), false, 0, 0, 0, 0);
    }

    public RunManifest {
        effort = effort == null ? Effort.UNKNOWN : effort;
    }

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest is plain data", e);
        }
    }

    /** @throws UserErrorException if the text is no manifest */
    public static RunManifest parse(String json, String folder) {
        try {
            return JSON.readValue(json, RunManifest.class);
        } catch (JsonProcessingException e) {
            throw new UserErrorException(
                    Kind.RUN_FOLDER, folder + "/run.json is not a manifest of Potsweep: " + e.getOriginalMessage());
        }
    }

    /** What differs between this run and the one that is asked for; empty if the run answers it. */
    public List<String> differences(String otherSettings, String otherDataset) {
        List<String> differences = new ArrayList<>(SweepSettings.differences(settings, otherSettings));
        if (!dataset.equals(otherDataset)) {
            differences.add("the data: fingerprint " + dataset + " -> " + otherDataset);
        }
        return differences;
    }
}
