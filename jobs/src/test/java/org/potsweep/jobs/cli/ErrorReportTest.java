package org.potsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.potsweep.jobs.UserErrorException;
import org.potsweep.jobs.UserErrorException.Kind;

class ErrorReportTest {
    private final LogFile log = new LogFile();

    @AfterEach
    void removeLog() {
        log.discard();
    }

    @Test
    void aUserErrorIsItsMessageAlsoFromInsideASparkTask() {
        UserErrorException error = new UserErrorException(Kind.DATA, List.of("one", "two"));
        RuntimeException wrapped =
                new RuntimeException(new SparkException("Job aborted due to stage failure: at org.x(Y.java)", error));

        ErrorReport report = ErrorReport.of(wrapped, log);

        assertThat(report.lines()).containsExactly("one", "two");
        assertThat(report.exitCode()).isEqualTo(4);
    }

    @Test
    void anythingElseIsABugWhoseStackTraceIsInTheLog() throws Exception {
        ErrorReport report = ErrorReport.of(new IllegalStateException("outer", new ArithmeticException("inner")), log);

        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.lines().get(0)).isEqualTo("this is a bug in Potsweep: ArithmeticException: inner");
        assertThat(report.lines()).noneMatch(line -> line.contains("\tat "));
        assertThat(Path.of(log.place()))
                .content()
                .contains("IllegalStateException: outer", "at org.potsweep.jobs.cli.ErrorReportTest");
    }

    @Test
    void memoryAndDiskAreResources() {
        ErrorReport heap = ErrorReport.of(new RuntimeException(new OutOfMemoryError("Java heap space")), log);
        ErrorReport disk =
                ErrorReport.of(new RuntimeException("a task failed", new IOException("No space left on device")), log);

        assertThat(heap.exitCode()).isEqualTo(6);
        assertThat(heap.lines().get(0)).startsWith("the Java heap of").contains("Java heap space");
        assertThat(disk.exitCode()).isEqualTo(6);
        assertThat(disk.lines().get(0)).isEqualTo("a disk is full: No space left on device");
    }

    @Test
    void causesThatGoRoundInACircleEnd() {
        RuntimeException a = new RuntimeException("a");
        RuntimeException b = new RuntimeException("b", a);
        a.initCause(b);

        assertThat(ErrorReport.of(a, log).exitCode()).isEqualTo(1);
    }
}
