package org.potsweep.jobs;

import java.util.List;
import java.util.Optional;

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
    private final String setting;

    public UserErrorException(Kind kind, String message) {
        this(kind, message, null);
    }

    private UserErrorException(Kind kind, String message, String setting) {
        super(message);
        this.kind = kind;
        this.setting = setting;
    }

    /** Several problems at once, one a line of the message. */
    public UserErrorException(Kind kind, List<String> problems) {
        this(kind, String.join("\n", problems));
    }

    /** A setting that is sound by itself, but impossible with the data. */
    public static UserErrorException ofSetting(Kind kind, String key, String message) {
        return new UserErrorException(kind, message, key);
    }

    /** The key of the one setting that this is about. */
    public Optional<String> setting() {
        return Optional.ofNullable(setting);
    }

    public Kind kind() {
        return kind;
    }

    public int exitCode() {
        return kind.exitCode();
    }
}
