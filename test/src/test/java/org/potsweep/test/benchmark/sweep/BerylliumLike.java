package org.potsweep.test.benchmark.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.potsweep.descriptors.AtomicConfiguration;
import org.potsweep.descriptors.SimulationCell;

/**
 * Dense, diverse structures in periodic cells: strained and jittered body-centred, hexagonal and face-centred crystals
 * with vacancies, and random packings in triclinic boxes, at 6 to 10 cubic angstrom an atom and with no two atoms nearer
 * than {@link #CLOSEST} angstrom.
 *
 * <p>A structure depends on the seed and its own index only, bit for bit.
 */
final class BerylliumLike {
    /** No pair of atoms is nearer, angstrom. */
    static final double CLOSEST = 1.7;

    /** The fewest atoms whose box always holds the packing's nearest images. */
    static final int FEWEST_ATOMS = 24;

    private static final double LEAST_VOLUME = 6;
    private static final double MOST_VOLUME = 10;
    private static final double DIGITS = 1e8;

    private final long seed;
    private final int atoms;
    private final List<String> species;

    /** @param species of which every atom is one, drawn evenly */
    BerylliumLike(long seed, int atoms, List<String> species) {
        if (atoms < FEWEST_ATOMS) {
            throw new IllegalArgumentException("a structure needs " + FEWEST_ATOMS + " atoms at least, not " + atoms);
        }
        this.seed = seed;
        this.atoms = atoms;
        this.species = List.copyOf(species);
    }

    /** What a structure started from, before it was strained, jittered and packed. */
    enum Order {
        BCC,
        HCP,
        FCC,
        LIQUID
    }

    /** The start of structure {@code index}. */
    static Order order(int index) {
        return Order.values()[index % Order.values().length];
    }

    /** A stream of random numbers for one purpose and one index, independent of all others. */
    static SplittableRandom stream(long seed, long purpose, long index) {
        return new SplittableRandom(mixed(mixed(mixed(seed) + purpose) + index));
    }

    /** The finalising steps of MurmurHash3: streams of neighbouring seeds would overlap. */
    private static long mixed(long value) {
        long z = value + 0x632be59bd9b4e019L;
        z = (z ^ z >>> 33) * 0xff51afd7ed558ccdL;
        z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
        return z ^ z >>> 33;
    }

    /** Structure {@code index}, its coordinates multiples of 1e-8 angstrom, so that text carries them exactly. */
    AtomicConfiguration structure(int index) {
        SplittableRandom random = stream(seed, 1, index);
        while (true) {
            double volume = atoms * random.nextDouble(LEAST_VOLUME, MOST_VOLUME);
            Lattice start = order(index) == Order.LIQUID
                    ? Lattice.random(atoms, random)
                    : Lattice.crystal(order(index), atoms, random);
            Lattice scaled = start.scaled(volume);
            SoftPacking packing = new SoftPacking(scaled.vectors(), random.nextDouble(1.75, 1.95));
            double[] positions = scaled.positions();
            double jitter = random.nextDouble(0.02, 0.4);
            for (int i = 0; i < positions.length; i++) {
                positions[i] += jitter * (2 * random.nextDouble() - 1);
            }
            if (packing.fits() && packing.separate(positions, CLOSEST + 1e-6)) {
                return configuration(index, rounded(scaled.vectors()), rounded(positions), random);
            }
        }
    }

    private AtomicConfiguration configuration(
            int index, double[] lattice, double[] positions, SplittableRandom random) {
        List<String> symbols = new ArrayList<>();
        for (int i = 0; i < atoms; i++) {
            symbols.add(species.get(random.nextInt(species.size())));
        }
        boolean[] periodic = {true, true, true};
        return new AtomicConfiguration(id(index), new SimulationCell(lattice, periodic), symbols, positions);
    }

    static String id(int index) {
        return "be-%06d".formatted(index);
    }

    private static double[] rounded(double[] values) {
        return Arrays.stream(values).map(v -> Math.rint(v * DIGITS) / DIGITS).toArray();
    }
}
