package org.potsweep.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.potsweep.analysis.levels.ThresholdChoice;
import org.potsweep.jobs.levels.LevelComparison;
import org.potsweep.jobs.levels.LevelThresholds;
import org.potsweep.jobs.storage.LevelTables;

/** What {@code levels --format json} prints: both tables, the advice (null if there is none) and the notes. */
record LevelsJson(
        LevelComparison comparison,
        Optional<LevelThresholds> thresholds,
        ThresholdChoice choice,
        List<String> whyNoThresholds) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    String text() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("reference_level", comparison.referenceName());
        all.put("bulk_config_id", comparison.bulkId());
        all.put("levels", RecordText.objects(LevelTables.LEVELS, LevelTables.levels(comparison)));
        all.put("level_thresholds", RecordText.objects(LevelTables.THRESHOLDS, LevelTables.thresholds(comparison)));
        all.put(
                "advice",
                thresholds.flatMap(t -> t.advice(choice).map(a -> advice(t, a))).orElse(null));
        List<String> notes = new ArrayList<>(comparison.notes());
        notes.addAll(thresholds.map(t -> t.notes(choice)).orElse(whyNoThresholds));
        all.put("notes", notes);
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the comparison of levels is plain data", e);
        }
    }

    private static Map<String, Object> advice(LevelThresholds thresholds, LevelThresholds.Advice advice) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("mode", advice.choice().name().toLowerCase(Locale.ROOT));
        object.put("coordinate", thresholds.coordinate().column());
        object.put("threshold", thresholds.setting(advice.threshold()));
        object.put("threshold_level", thresholds.level(advice.threshold()));
        object.put("advised", thresholds.setting(advice.advised()));
        object.put("advised_level", thresholds.level(advice.advised()));
        return object;
    }
}
