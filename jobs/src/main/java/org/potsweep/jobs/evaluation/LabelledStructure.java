package org.potsweep.jobs.evaluation;

import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.jobs.dataset.FrameLabels;

/**
 * A structure to evaluate.
 *
 * @param data the file that it stands in, as the user named it
 * @param group the frame's group, "" when it has none
 */
public record LabelledStructure(String data, AtomicConfiguration configuration, String group, FrameLabels labels) {}
