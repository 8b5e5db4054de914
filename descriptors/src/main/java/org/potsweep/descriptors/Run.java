package org.potsweep.descriptors;

/**
 * Neighbours of a central atom that add to the same channel of its density: consecutive in the neighbour list and in a
 * {@link PairBatch}.
 *
 * @param atom the central atom
 * @param lane lane of the central atom among {@link CentralAtoms}
 * @param channel channel of the density
 * @param offset place of the first neighbour in the batch
 * @param first first neighbour in the list
 * @param self first of the atom's own images in the list, {@code end} if there are none in this run
 * @param end one past the last neighbour in the list
 * @param firstGroup first group of the list
 * @param lastGroup one past the last group
 */
record Run(int atom, int lane, int channel, int offset, int first, int self, int end, int firstGroup, int lastGroup) {

    int groups() {
        return lastGroup - firstGroup;
    }
}
