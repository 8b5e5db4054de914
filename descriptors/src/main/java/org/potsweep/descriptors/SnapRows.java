package org.potsweep.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Computes the rows that a configuration contributes to a SNAP fit. Holds mutable workspaces: use one instance a thread.
 *
 * <p>Forces are the rows times the coefficients in eV/angstrom, the energy in eV/atom alike. The derivatives of
 * quadratic models are kept outside the Java heap, for as many target atoms at a time as fit into {@value #BUDGET}
 * doubles (192 MB); the descriptors are computed anew for each such range of atoms, so memory stays bounded for any
 * size of configuration.
 */
public final class SnapRows {
    /** Doubles of derivatives that are kept at a time: a 2000-atom metal at twojmax 8 needs 20 million. */
    private static final int BUDGET = 24_000_000;

    /** Neighbours in a batch: long vector loops whose rows stay in cache. */
    private static final int BATCH = 160;

    private final SnapColumns columns;
    private final SnapParameters parameters;
    private final BispectrumBasis basis;
    private final int components;
    private final double[][] cutoff;
    private final Map<String, Integer> speciesIndex = new HashMap<>();
    private final int[] linearColumn;

    private final NeighbourList list = new NeighbourList();
    private final List<PairBatch> batches = new ArrayList<>();
    private final RotationLevels levels;
    private final CentralAtoms centres;
    private final Coupling coupling;
    private final Gradients gradients;
    private final QuadraticProducts quadratic;
    private final NativeMatrix coupled = new NativeMatrix();
    private final Gradients.Result[] results;
    private final double[][] own;

    private AtomicConfiguration configuration;
    private int[] type;
    private int[] order;
    private double[] bispectrum;

    public SnapRows(SnapParameters parameters) {
        this.parameters = parameters;
        columns = SnapColumns.of(parameters);
        basis = new BispectrumBasis(parameters.twojmax());
        components = basis.count();
        List<SnapParameters.Element> elements = parameters.elements();
        cutoff = new double[elements.size()][elements.size()];
        for (int a = 0; a < elements.size(); a++) {
            speciesIndex.put(elements.get(a).symbol(), a);
            for (int b = 0; b < elements.size(); b++) {
                cutoff[a][b] = parameters.rcutfac()
                        * (elements.get(a).radelem() + elements.get(b).radelem());
            }
        }
        linearColumn = new int[elements.size() * components];
        for (int c = 0; c < columns.count(); c++) {
            SnapColumns.Column column = columns.column(c);
            if (column.b() < 0) {
                linearColumn[column.species() * components + column.a()] = c;
            }
        }
        levels = new RotationLevels(parameters.twojmax());
        centres = new CentralAtoms(basis);
        coupling = new Coupling(basis, parameters);
        gradients = new Gradients(basis, coupling, levels);
        quadratic = new QuadraticProducts(components, elements.size(), columns);
        results = new Gradients.Result[CentralAtoms.LANES];
        Arrays.setAll(results, i -> new Gradients.Result(components));
        own = new double[3][components];
    }

    public SnapColumns columns() {
        return columns;
    }

    /**
     * The energy row, (1/N) sum over atoms of phi(B), without derivatives.
     *
     * @param out receives {@code columns().count()} values from {@code offset}, in shell order
     * @throws IllegalArgumentException if a species is not in the parameters, or atoms coincide
     */
    public void energyRow(AtomicConfiguration configuration, double[] out, int offset) {
        prepare(configuration);
        for (int from = 0; from < order.length; from += CentralAtoms.LANES) {
            centralAtoms(from, Math.min(order.length, from + CentralAtoms.LANES), null);
        }
        writeEnergy(out, offset);
    }

    /**
     * The energy row and the 3N force rows, -sum over atoms i of d phi(B_i)/d r_k, for atom 1 x, y, z, atom 2 x, ...
     *
     * @param out receives (1 + 3N) rows of {@code columns().count()} values in shell order, row by row from
     *     {@code offset}
     * @param ld distance between the beginnings of rows, at least {@code columns().count()}
     * @throws IllegalArgumentException if a species is not in the parameters, atoms coincide, or rows do not fit
     */
    public void rows(AtomicConfiguration configuration, double[] out, int offset, int ld) {
        int n = configuration.natoms();
        if (ld < columns.count() || offset < 0 || out.length - offset < 3L * n * ld + columns.count()) {
            throw new IllegalArgumentException("configuration " + configuration.id() + ": " + (1 + 3 * n) + " rows of "
                    + columns.count() + " columns with leading dimension " + ld + " do not fit into " + out.length
                    + " doubles from " + offset);
        }
        prepare(configuration);
        for (int r = 1; r <= 3 * n; r++) {
            Arrays.fill(out, offset + r * ld, offset + r * ld + columns.count(), 0);
        }
        int from = 0;
        while (from < n) {
            int to = targets(from);
            forceRows(from, to, out, offset + ld, ld);
            from = to;
        }
        writeEnergy(out, offset);
    }

    private void prepare(AtomicConfiguration given) {
        configuration = given;
        int n = given.natoms();
        type = new int[n];
        for (int i = 0; i < n; i++) {
            Integer index = speciesIndex.get(given.species(i));
            if (index == null) {
                throw new IllegalArgumentException("configuration " + given.id() + ", atom " + (i + 1) + ": species "
                        + given.species(i) + " is not among the descriptor's elements " + speciesIndex.keySet());
            }
            type[i] = index;
        }
        order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingInt(i -> type[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        bispectrum = new double[n * (components + 1)];
        list.build(given, type, cutoff);
    }

    /** The end of a range of target atoms whose derivatives fit into the budget. */
    private int targets(int from) {
        int n = order.length;
        if (!parameters.quadraticflag()) {
            return n;
        }
        int to = from;
        long used = 0;
        while (to < n) {
            used += (long) quadratic.perPair() * (1 + list.firstGroup[to + 1] - list.firstGroup[to]);
            if (used > BUDGET && to > from) {
                break;
            }
            to++;
        }
        return to;
    }

    /** Components (and their gradients) of the atoms order[from..to), at most LANES of them. */
    private void centralAtoms(int from, int to, NativeMatrix coupledGradients) {
        int used = 0;
        for (int i = from; i < to; used++) {
            if (used == batches.size()) {
                batches.add(new PairBatch(parameters));
            }
            PairBatch batch = batches.get(used);
            int end = batchEnd(i, to);
            fill(batch, i, end, coupledGradients != null);
            levels.start(batch);
            for (int j = 0; j <= parameters.twojmax(); j++) {
                if (j > 0) {
                    levels.next();
                }
                int position = 0;
                for (int l = i; l < end; l++) {
                    int next = position + list.first[order[l] + 1] - list.first[order[l]];
                    centres.sum(l - from, j, levels, position, next);
                    position = next;
                }
            }
            i = end;
        }
        centres.complete(to - from);
        coupling.couple(centres, to - from, coupledGradients);
        for (int l = from; l < to; l++) {
            int at = order[l] * (components + 1);
            for (int t = 0; t < components; t++) {
                bispectrum[at + t] = centres.bispectrum[t][l - from];
            }
            bispectrum[at + components] = 1;
        }
    }

    /** The end of the batch that begins with order[from]: as many atoms as fit, at least one. */
    private int batchEnd(int from, int to) {
        int end = from;
        int size = 0;
        while (end < to) {
            size += list.first[order[end] + 1] - list.first[order[end]];
            if (end > from && size > BATCH) {
                break;
            }
            end++;
        }
        return end;
    }

    private void fill(PairBatch batch, int from, int to, boolean derivatives) {
        int size = 0;
        for (int l = from; l < to; l++) {
            size += list.first[order[l] + 1] - list.first[order[l]];
        }
        batch.clear(size);
        for (int l = from; l < to; l++) {
            int i = order[l];
            for (int p = list.first[i]; p < list.first[i + 1]; p++) {
                int s = list.species[p];
                double wj = parameters.elements().get(s).wj();
                batch.add(list.x[p], list.y[p], list.z[p], list.r[p], cutoff[type[i]][s], wj, derivatives);
            }
        }
    }

    private void forceRows(int firstTarget, int lastTarget, double[] out, int offset, int ld) {
        int n = order.length;
        if (parameters.quadraticflag()) {
            quadratic.begin(list, firstTarget, lastTarget);
        }
        coupled.require((long) Math.min(n, CentralAtoms.LANES) * coupling.size());
        for (int from = 0; from < n; from += CentralAtoms.LANES) {
            int to = Math.min(n, from + CentralAtoms.LANES);
            centralAtoms(from, to, coupled);
            int used = 0;
            for (int i = from; i < to; used++) {
                int end = batchEnd(i, to);
                gradients.compute(list, batches.get(used), order, i, end, i - from, coupled, results);
                for (int l = i; l < end; l++) {
                    distribute(order[l], results[l - i], firstTarget, lastTarget, out, offset, ld);
                }
                i = end;
            }
        }
        if (parameters.quadraticflag()) {
            for (int k = firstTarget; k < lastTarget; k++) {
                quadratic.forceRows(k, bispectrum, type, out, offset + 3 * k * ld, ld);
            }
        }
    }

    /** Hands the derivatives of atom i's components to the atoms that they are taken with respect to. */
    private void distribute(
            int i, Gradients.Result result, int firstTarget, int lastTarget, double[] out, int offset, int ld) {
        for (double[] axis : own) {
            Arrays.fill(axis, 0);
        }
        int groups = list.firstGroup[i + 1] - list.firstGroup[i];
        for (int s = 0; s < groups; s++) {
            int k = list.groupAtom[list.firstGroup[i] + s];
            boolean wanted = k >= firstTarget && k < lastTarget;
            int slot = wanted && parameters.quadraticflag() ? quadratic.slot(k, i) : -1;
            for (int axis = 0; axis < 3; axis++) {
                double[] row = result.row(axis, s);
                Lanes.subtract(own[axis], row, components);
                if (slot >= 0) {
                    quadratic.put(slot, axis, row);
                } else if (wanted) {
                    subtract(row, type[i], out, offset + (3 * k + axis) * ld);
                }
            }
        }
        if (i >= firstTarget && i < lastTarget) {
            int slot = parameters.quadraticflag() ? quadratic.slot(i, i) : -1;
            for (int axis = 0; axis < 3; axis++) {
                if (slot >= 0) {
                    quadratic.put(slot, axis, own[axis]);
                } else {
                    subtract(own[axis], type[i], out, offset + (3 * i + axis) * ld);
                }
            }
        }
    }

    private void subtract(double[] row, int species, double[] out, int start) {
        int block = species * components;
        if (cutoff.length == 1) { // the columns of a single species are the components in order
            for (int t = 0; t < components; t++) {
                out[start + t] -= row[t];
            }
            return;
        }
        for (int t = 0; t < components; t++) {
            out[start + linearColumn[block + t]] -= row[t];
        }
    }

    private void writeEnergy(double[] out, int offset) {
        int n = order.length;
        Arrays.fill(out, offset, offset + columns.count(), 0);
        for (int c = 0; c < columns.count(); c++) {
            SnapColumns.Column column = columns.column(c);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                if (type[i] == column.species()) {
                    double value = bispectrum[i * (components + 1) + column.a()];
                    sum += column.b() < 0 ? value : value * bispectrum[i * (components + 1) + column.b()];
                }
            }
            out[offset + c] = (column.a() == column.b() ? 0.5 * sum : sum) / n;
        }
    }
}
