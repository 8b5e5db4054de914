package org.potsweep.jobs.design;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapParameters.Element;
import org.potsweep.jobs.dataset.LevelSource;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;
import org.potsweep.jobs.settings.SweepSettings;

/**
 * The axes of a sweep, declared once: everything downstream enumerates and names its cells from here.
 *
 * @param strategies how the training configurations are ordered
 * @param replicates orderings of each strategy that draws them
 * @param folds number of folds of the strategy {@code k-fold}
 * @param sizes subset sizes, ascending
 * @param weights every combination of energy, force and stress weight and ridge
 * @param shapes the sizes of models: linear ones before quadratic ones, each by twojmax ascending
 * @param scoredTwojmax the one that leverage scores are taken at, or 0 to take them for each model size
 * @param descriptors the descriptor variants
 * @param levels names of all levels
 * @param fitted indices of the levels that are fitted to
 * @param referenceLevel index of the reference level
 * @param stress whether there are stress rows
 */
public record FactorialDesign(
        List<Strategy> strategies,
        int replicates,
        int folds,
        List<Integer> sizes,
        List<FitWeights> weights,
        List<ModelShape> shapes,
        int scoredTwojmax,
        List<SnapParameters> descriptors,
        List<String> levels,
        List<Integer> fitted,
        int referenceLevel,
        boolean stress)
        implements Serializable {

    public static FactorialDesign of(SweepSettings settings) {
        List<String> levels =
                settings.dataset().levels().stream().map(LevelSource::name).toList();
        return new FactorialDesign(
                settings.sampling().strategies(),
                settings.sampling().replicates(),
                settings.sampling().folds(),
                settings.sampling().sizes(),
                weights(settings),
                settings.descriptor().quadraticflag().stream()
                        .flatMap(quadratic -> settings.descriptor().twojmax().stream()
                                .map(twojmax -> new ModelShape(quadratic, twojmax)))
                        .toList(),
                settings.sampling().leverage().twojmax().orElse(0),
                settings.descriptor().variants(),
                levels,
                settings.fit().levels().stream().map(levels::indexOf).toList(),
                levels.indexOf(settings.dataset().referenceLevel()),
                settings.fit().stress());
    }

    private static List<FitWeights> weights(SweepSettings settings) {
        List<FitWeights> weights = new ArrayList<>();
        for (double eweight : settings.fit().eweight()) {
            for (double fweight : settings.fit().fweight()) {
                for (double vweight : settings.fit().vweight()) {
                    for (double ridge : settings.fit().ridge()) {
                        weights.add(new FitWeights(eweight, fweight, vweight, ridge));
                    }
                }
            }
        }
        return List.copyOf(weights);
    }

    /** The columns of the models with one of the descriptors. */
    public ModelColumns columns(int descriptor) {
        return new ModelColumns(descriptors.get(descriptor), shapes);
    }

    /** The number of row kinds: energies, forces, and stresses where they are fitted. */
    public int kinds() {
        return stress ? 3 : 2;
    }

    /** The rows of a configuration. */
    public int rowsOf(int natoms) {
        return 1 + 3 * natoms + (stress ? 6 : 0);
    }

    /** Whether any ordering is drawn with scores, which takes a pass over the rows first. */
    public boolean scored() {
        return strategies.stream().anyMatch(Strategy::scored);
    }

    /** Indices of the model sizes that scores are taken at. */
    public int[] scoredShapes() {
        return scoredTwojmax == 0
                ? IntStream.range(0, shapes.size()).toArray()
                : new int[] {
                    shapes.lastIndexOf(
                            new ModelShape(shapes.get(shapes.size() - 1).quadratic(), scoredTwojmax))
                };
    }

    /** The number of orderings that a strategy gives, for one descriptor. */
    public int orderings(Strategy strategy) {
        return switch (strategy) {
            case RANDOM -> replicates;
            case LEVERAGE, BLOCK_LEVERAGE -> replicates * scoredShapes().length;
            case FILE -> 1;
            case K_FOLD -> folds;
        };
    }

    /**
     * Orderings that are alike in what is computed for them, for one descriptor.
     *
     * @param count how many
     * @param shapes indices of the model sizes that each serves, ascending
     */
    public record OrderingKind(Strategy strategy, int count, int[] shapes) {}

    /** The kinds of orderings that the strategies give. */
    public List<OrderingKind> orderingKinds() {
        int[] all = IntStream.range(0, shapes.size()).toArray();
        List<OrderingKind> kinds = new ArrayList<>();
        for (Strategy strategy : strategies) {
            if (strategy.scored() && scoredTwojmax == 0) {
                for (int shape : all) {
                    kinds.add(new OrderingKind(strategy, replicates, new int[] {shape}));
                }
            } else {
                kinds.add(new OrderingKind(strategy, orderings(strategy), all));
            }
        }
        return kinds;
    }

    /** The number of subsets of an ordering. */
    public int subsetsOf(Strategy strategy) {
        return strategy == Strategy.K_FOLD ? 1 : sizes.size();
    }

    /** The number of factorisations: one an (ordering, size, weight, form). */
    public long factorisations() {
        long factorisations = 0;
        for (OrderingKind kind : orderingKinds()) {
            long forms = IntStream.of(kind.shapes())
                    .mapToObj(shape -> shapes.get(shape).quadratic())
                    .distinct()
                    .count();
            factorisations += forms * kind.count() * subsetsOf(kind.strategy());
        }
        return factorisations * weights.size() * descriptors.size();
    }

    /** Indices of the weights, in groups whose members differ in the energies' weight alone. */
    public List<List<Integer>> weightSeries() {
        Map<FitWeights, List<Integer>> series = new LinkedHashMap<>();
        for (int i = 0; i < weights.size(); i++) {
            series.computeIfAbsent(weights.get(i).withEweight(0), others -> new ArrayList<>())
                    .add(i);
        }
        return List.copyOf(series.values());
    }

    /** Indices, ascending, of the model sizes of one form that an ordering serves. */
    public int[] served(Ordering ordering, boolean quadratic) {
        return IntStream.range(0, shapes.size())
                .filter(shape -> shapes.get(shape).quadratic() == quadratic && ordering.serves(shape))
                .toArray();
    }

    /** The cells, replicates included, of the orderings that were drawn. */
    public Stream<DesignCell> cells(List<Ordering> orderings) {
        return IntStream.range(0, orderings.size()).boxed().flatMap(o -> cells(o, orderings.get(o)));
    }

    private Stream<DesignCell> cells(int index, Ordering ordering) {
        List<DesignCell> cells = new ArrayList<>();
        for (int descriptor = 0; descriptor < descriptors.size(); descriptor++) {
            for (int shape = 0; shape < shapes.size(); shape++) {
                if (!ordering.serves(shape) || !ordering.servesDescriptor(descriptor)) {
                    continue;
                }
                for (int size = 0; size < ordering.sizes().length; size++) {
                    for (int combination = 0; combination < weights.size(); combination++) {
                        for (int level : fitted) {
                            cells.add(new DesignCell(descriptor, index, size, combination, shape, level));
                        }
                    }
                }
            }
        }
        return cells.stream();
    }

    /** The number of fitted models, replicates included. */
    public long models() {
        return shapes.size() * modelsOfOneShape();
    }

    /** The number of fitted models of each size, replicates included. */
    public long modelsOfOneShape() {
        long subsets = strategies.stream().mapToLong(this::subsets).sum();
        return subsets * descriptors.size() * weights.size() * fitted.size();
    }

    /** The subsets that a strategy gives to each model size. */
    private long subsets(Strategy strategy) {
        return switch (strategy) {
            case RANDOM, LEVERAGE, BLOCK_LEVERAGE -> (long) replicates * sizes.size();
            case FILE -> sizes.size();
            case K_FOLD -> folds;
        };
    }

    /** The number of cells, replicates not counted. */
    public long cells() {
        long subsets = strategies.stream()
                .mapToLong(strategy -> strategy == Strategy.K_FOLD ? 1 : sizes.size())
                .sum();
        return subsets * descriptors.size() * weights.size() * fitted.size() * shapes.size();
    }

    /** The axes: those that every design has, and the descriptor settings that have several values. */
    public List<Axis> axes() {
        List<Axis> axes = new ArrayList<>(Axis.ALWAYS);
        settings().stream().filter(this::swept).map(Setting::axis).forEach(axes::add);
        return axes;
    }

    /** The values of a cell on the {@link #axes}. */
    public List<Object> values(DesignCell cell, Strategy strategy, int subsetSize) {
        FitWeights fit = weights.get(cell.weights());
        ModelShape shape = shapes.get(cell.shape());
        List<Object> values = new ArrayList<>(List.of(
                strategy.label(),
                subsetSize,
                fit.eweight(),
                fit.fweight(),
                fit.vweight(),
                fit.ridge(),
                shape.quadratic(),
                shape.twojmax(),
                levels.get(cell.level())));
        settings().stream()
                .filter(this::swept)
                .forEach(setting -> values.add(setting.of().apply(descriptors.get(cell.descriptor()))));
        return values;
    }

    /** A setting of a descriptor that may be an axis. */
    private record Setting(Axis axis, Function<SnapParameters, Object> of) {}

    private List<Setting> settings() {
        List<Setting> settings = new ArrayList<>(List.of(
                new Setting(Axis.ofSetting("rcutfac", Double.class), SnapParameters::rcutfac),
                new Setting(Axis.ofSetting("rfac0", Double.class), SnapParameters::rfac0),
                new Setting(Axis.ofSetting("chemflag", Boolean.class), SnapParameters::chemflag)));
        List<Element> elements = descriptors.get(0).elements();
        for (int e = 0; e < elements.size(); e++) {
            int element = e;
            String symbol = elements.get(e).symbol();
            settings.add(new Setting(
                    Axis.ofElement("radelem", symbol),
                    snap -> snap.elements().get(element).radelem()));
            settings.add(new Setting(
                    Axis.ofElement("wj", symbol),
                    snap -> snap.elements().get(element).wj()));
        }
        return settings;
    }

    private boolean swept(Setting setting) {
        return descriptors.stream().map(setting.of()).distinct().count() > 1;
    }
}
