package org.potsweep.descriptors;

import java.util.ArrayList;
import java.util.List;

/**
 * The neighbour densities of a chunk of central atoms, from rotations with neighbours in lanes, a batch of atoms at a
 * time. Mutable workspace.
 */
final class Densities {
    /** Neighbours in a batch: long vector loops whose rows stay in cache. */
    private static final int BATCH = 160;

    private final SnapParameters parameters;
    private final Interaction[][] interactions;
    private final RotationLevels levels;
    private final CentralAtoms centres;
    private final List<PairBatch> batches = new ArrayList<>();

    Densities(SnapParameters parameters, BispectrumBasis basis, RotationLevels levels) {
        this.parameters = parameters;
        this.levels = levels;
        interactions = Interaction.table(parameters);
        centres = new CentralAtoms(basis, parameters);
    }

    /** The central atoms of the last chunk, atoms[from] in lane 0. */
    CentralAtoms centres() {
        return centres;
    }

    /**
     * Computes the densities of the central atoms atoms[from..to).
     *
     * @param derivatives whether the derivatives of the rotations are wanted
     * @return the neighbours of these atoms; every atom has a run in one of the batches, and its lane is its place in
     *     the chunk
     */
    List<PairBatch> expand(NeighbourList list, int[] type, int[] atoms, int from, int to, boolean derivatives) {
        centres.start(atoms, from, to, type);
        int used = 0;
        for (int i = from; i < to; used++) {
            if (used == batches.size()) {
                batches.add(new PairBatch(parameters));
            }
            int end = batchEnd(list, atoms, i, to);
            fill(batches.get(used), list, type, atoms, i, end, i - from, derivatives);
            expand(batches.get(used));
            i = end;
        }
        centres.complete(to - from);
        return batches.subList(0, used);
    }

    /** The end of the batch that begins with atoms[from]: as many atoms as fit, at least one. */
    private int batchEnd(NeighbourList list, int[] atoms, int from, int to) {
        int end = from;
        int size = 0;
        while (end < to) {
            size += list.count(atoms[end]);
            if (end > from && size > BATCH) {
                break;
            }
            end++;
        }
        return end;
    }

    private void fill(
            PairBatch batch,
            NeighbourList list,
            int[] type,
            int[] atoms,
            int from,
            int to,
            int firstLane,
            boolean derivatives) {
        int size = 0;
        for (int l = from; l < to; l++) {
            size += list.count(atoms[l]);
        }
        batch.clear(size);
        for (int l = from; l < to; l++) {
            int i = atoms[l];
            addRuns(batch, list, type, i, firstLane + l - from);
            for (int p = list.first[i]; p < list.first[i + 1]; p++) {
                Interaction interaction = interactions[type[i]][list.species[p]];
                batch.add(list.x[p], list.y[p], list.z[p], list.r[p], interaction, derivatives);
            }
        }
    }

    /** Notes the runs of atom i's neighbours, which are about to be added to the batch. */
    private void addRuns(PairBatch batch, NeighbourList list, int[] type, int i, int lane) {
        int start = list.first[i];
        int self = list.self[i];
        int end = list.first[i + 1];
        int group = list.firstGroup[i];
        int last = list.firstGroup[i + 1];
        if (!parameters.chemflag() || start == end) {
            batch.runs.add(new Run(i, lane, 0, batch.count, start, self, end, group, last));
            return;
        }
        int from = start;
        while (from < self) {
            int to = from;
            int firstGroup = group;
            int species = list.species[from];
            while (group < last && type[list.groupAtom[group]] == species) {
                to = list.groupEnd(i, group++);
            }
            batch.runs.add(new Run(i, lane, species, batch.count + from - start, from, to, to, firstGroup, group));
            from = to;
        }
        if (self < end) {
            batch.runs.add(new Run(i, lane, type[i], batch.count + self - start, self, self, end, last, last));
        }
    }

    private void expand(PairBatch batch) {
        levels.start(batch);
        for (int j = 0; j <= parameters.twojmax(); j++) {
            if (j > 0) {
                levels.next();
            }
            for (Run run : batch.runs) {
                int to = run.offset() + run.end() - run.first();
                centres.add(run.lane(), run.channel(), j, levels, run.offset(), to);
            }
        }
    }
}
