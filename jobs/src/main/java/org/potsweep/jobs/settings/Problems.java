package org.potsweep.jobs.settings;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import java.util.ArrayList;
import java.util.List;
import org.potsweep.jobs.UserErrorException;

/** What is wrong with the settings, gathered so that a user sees all of it at once. */
final class Problems {
    private final List<String> found = new ArrayList<>();

    /** Adds a problem at the place in a file, on the command line or in the environment that it comes from. */
    void add(ConfigOrigin origin, String problem) {
        add(place(origin) + ": " + problem);
    }

    void add(String problem) {
        found.add(problem);
    }

    /** @throws UserErrorException when a problem was added */
    void refuseIfAny() {
        if (!found.isEmpty()) {
            throw refusal();
        }
    }

    /** All problems and this one, which ends the reading. */
    UserErrorException with(ConfigException unreadable) {
        ConfigOrigin origin = unreadable.origin();
        String message = unreadable.getMessage();
        if (message.endsWith("not: end of file")) { // the library asks for a parenthesis, whatever was left open
            add(place(origin) + ": the file ends inside a section: a closing brace } is missing");
            return refusal();
        }
        if (origin == null) {
            add(message);
        } else {
            String repeated = origin.description() + ": ";
            add(origin, message.startsWith(repeated) ? message.substring(repeated.length()) : message);
        }
        return refusal();
    }

    private UserErrorException refusal() {
        return new UserErrorException(UserErrorException.Kind.SETTINGS, List.copyOf(found));
    }

    static String place(ConfigOrigin origin) {
        if (origin.filename() == null) {
            return origin.withLineNumber(-1).description();
        }
        return origin.lineNumber() > 0 ? origin.filename() + ":" + origin.lineNumber() : origin.filename();
    }
}
