package org.potsweep.jobs.cli;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import org.potsweep.jobs.engine.StageClock;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Shows the stages of a job (ours, not Spark's) one after the other, each with the Spark tasks that it is made of.
 *
 * <p>Spark names all stages of a Spark job when that starts, also those that it is going to skip because an earlier job
 * left their output; these are recognised by the output that is already there, or at the latest when the job ends.
 */
final class Progress extends SparkListener implements StageClock.Listener, AutoCloseable {
    private static final String COLUMNS = "potsweep.columns";

    private final Function<String, StageDisplay> displays;
    private final Map<Integer, Set<Integer>> stagesOfJob = new HashMap<>();
    private final Map<Integer, Integer> tasksLeft = new HashMap<>();
    private final Set<Object> finishedShuffles = new HashSet<>();
    private StageDisplay display;
    private long began;
    private long done;

    /** @param displays makes the display of a stage from its name */
    Progress(Function<String, StageDisplay> displays) {
        this.displays = displays;
    }

    /** Progress bars if the launcher found a terminal, else plain lines. */
    static Progress on(PrintStream err) {
        Integer columns = Integer.getInteger(COLUMNS);
        return new Progress(stage ->
                columns != null && columns > 0 ? new StageBar(stage, err, columns) : new StageLines(stage, err));
    }

    /** Ends the stage before, if any, and begins another. */
    @Override
    public synchronized void begin(String stage) {
        close();
        display = displays.apply(stage);
        began = System.nanoTime();
    }

    /** Ends the stage that is running, if any. */
    @Override
    public synchronized void close() {
        end((System.nanoTime() - began) * 1e-9);
    }

    @Override
    public synchronized void end(double seconds) {
        if (display != null) {
            display.end(seconds);
        }
        display = null;
        done = 0;
        stagesOfJob.clear();
        tasksLeft.clear();
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart event) {
        Set<Integer> stages = new HashSet<>();
        for (StageInfo stage : CollectionConverters.asJava(event.stageInfos())) {
            if (stage.shuffleDepId().isEmpty()
                    || !finishedShuffles.contains(stage.shuffleDepId().get())) {
                stages.add(stage.stageId());
                tasksLeft.put(stage.stageId(), stage.numTasks());
            }
        }
        stagesOfJob.put(event.jobId(), stages);
        show();
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
        // A task that failed is tried again, and one of an earlier stage of ours may be told late.
        if (event.taskInfo().successful() && tasksLeft.getOrDefault(event.stageId(), 0) > 0) {
            tasksLeft.merge(event.stageId(), -1, Integer::sum);
            done++;
            show();
        }
    }

    @Override
    public synchronized void onStageCompleted(SparkListenerStageCompleted event) {
        StageInfo stage = event.stageInfo();
        if (stage.failureReason().isEmpty() && stage.shuffleDepId().isDefined()) {
            finishedShuffles.add(stage.shuffleDepId().get());
        }
    }

    @Override
    public synchronized void onJobEnd(SparkListenerJobEnd event) {
        stagesOfJob.getOrDefault(event.jobId(), Set.of()).forEach(tasksLeft::remove);
        show();
    }

    private void show() {
        if (display != null) {
            long left = tasksLeft.values().stream().mapToLong(Integer::intValue).sum();
            display.tasks(done, done + left);
        }
    }
}
