package org.potsweep.jobs.dataset;

import java.util.ArrayList;
import java.util.List;
import org.potsweep.jobs.UserErrorException;

/** What is wrong with the data so far: all of it is counted, the first twenty are kept to be shown. */
final class Problems {
    private static final int SHOWN = 20;

    private final List<String> first = new ArrayList<>();
    private int count;

    void add(String problem) {
        if (first.size() < SHOWN) {
            first.add(problem);
        }
        count++;
    }

    void addAll(Problems others) {
        others.first.forEach(this::add);
        count += others.count - others.first.size();
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** @throws UserErrorException of kind DATA if there are any */
    void refuse() {
        if (isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>(first);
        if (count > first.size()) {
            lines.add("and " + (count - first.size()) + " more");
        }
        throw new UserErrorException(UserErrorException.Kind.DATA, lines);
    }
}
