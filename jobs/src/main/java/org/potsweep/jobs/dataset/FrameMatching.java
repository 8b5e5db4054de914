package org.potsweep.jobs.dataset;

/** How the frames of one configuration are found in the files of different levels. */
public enum FrameMatching {
    /** Frames with the same id belong together, wherever they stand. */
    CONFIG_ID,
    /** The k-th frames of all levels belong together; species, box and positions are checked. */
    ORDER
}
