package org.potsweep.jobs;

import java.util.List;

/**
 * Something that only the user can put right: a setting, a data file, a run folder, a machine too small. It is shown
 * as its message alone, without a stack trace, and ends the process with the exit code of its kind.
 */
public final class UserErrorException extends RuntimeException {

    /** What has to be put right, and the exit code that says so to a script. */
    public enum Kind {
        SETTINGS(3),
        DATA(4),
        RUN_FOLDER(5),
        RESOURCES(6);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;

    public UserErrorException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Several problems at once, one a line of the message. */
    public UserErrorException(Kind kind, List<String> problems) {
        this(kind, String.join("\n", problems));
    }

    public Kind kind() {
        return kind;
    }

    public int exitCode() {
        return kind.exitCode();
    }
}
