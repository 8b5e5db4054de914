package org.potsweep.jobs.engine;

import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** Gives memory outside of the Java heap back when a task ends, however it ends. */
final class TaskEnd {
    private TaskEnd() {}

    /**
     * Has something closed at the end of the task that runs in this thread.
     *
     * @param resource may have been closed by then
     */
    static <T extends AutoCloseable> T closing(T resource) {
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        return resource;
    }
}
