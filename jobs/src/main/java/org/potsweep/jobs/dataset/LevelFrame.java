package org.potsweep.jobs.dataset;

import java.nio.file.Path;
import org.potsweep.descriptors.AtomicConfiguration;

/**
 * A frame that belongs to a level.
 *
 * @param line the line that tells the number of atoms
 * @param carriesId whether the configuration's id is the frame's own
 * @param group the frame's group, "" when it has none
 * @param labels null if the frame is not labelled at this level
 * @param missing why it is not, null if it is
 */
record LevelFrame(
        Path file,
        long line,
        AtomicConfiguration configuration,
        boolean carriesId,
        String group,
        Labels labels,
        String missing) {

    /** FILE:LINE of the comment line. */
    String place() {
        return file + ":" + (line + 1);
    }

    /** FILE:LINE of atom {@code i} (from 0). */
    String place(int i) {
        return file + ":" + (line + 2 + i);
    }
}
