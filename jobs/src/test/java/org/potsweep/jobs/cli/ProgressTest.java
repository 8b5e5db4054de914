package org.potsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.potsweep.jobs.engine.StageClock;
import org.potsweep.jobs.spark.Sessions;
import scala.Tuple2;

class ProgressTest {
    /** Notes what it is told. */
    private static final class Notes implements StageDisplay {
        private final List<long[]> tasks = new ArrayList<>();
        private boolean ended;
        private double seconds;

        @Override
        public void tasks(long done, long known) {
            tasks.add(new long[] {done, known});
        }

        @Override
        public void end(double seconds) {
            ended = true;
            this.seconds = seconds;
        }
    }

    private final List<Notes> displays = new ArrayList<>();

    private Notes display(String stage) {
        displays.add(new Notes());
        return displays.get(displays.size() - 1);
    }

    @Test
    void countsTheTasksOfEachStageAndNoneThatSparkSkips() throws Exception {
        try (SparkSession session = Sessions.open("progress test", Optional.of("local[2]"), Map.of());
                Progress progress = new Progress(this::display)) {
            session.sparkContext().addSparkListener(progress);
            JavaPairRDD<Integer, Integer> shuffled = JavaSparkContext.fromSparkContext(session.sparkContext())
                    .parallelize(IntStream.range(0, 40).boxed().toList(), 5)
                    .mapToPair(i -> new Tuple2<>(i % 4, i))
                    .reduceByKey(Integer::sum, 3);

            progress.begin("first");
            shuffled.count();
            session.sparkContext().listenerBus().waitUntilEmpty();
            progress.begin("second");
            shuffled.count();
            session.sparkContext().listenerBus().waitUntilEmpty();
        }

        assertThat(displays).hasSize(2).allMatch(notes -> notes.ended);
        // Five map tasks and three that reduce; the second time the shuffle's output is there already.
        assertThat(displays.get(0).tasks).last().isEqualTo(new long[] {8, 8});
        assertThat(displays.get(1).tasks).first().isEqualTo(new long[] {0, 3});
        assertThat(displays.get(1).tasks).last().isEqualTo(new long[] {3, 3});
    }

    @Test
    void showsTheSecondsThatTheClockCounts() {
        StageClock clock = new StageClock(new Progress(this::display));

        clock.time("first", () -> 1);

        assertThat(displays)
                .singleElement()
                .satisfies(notes ->
                        assertThat(notes.seconds).isEqualTo(clock.seconds().get("first")));
    }
}
