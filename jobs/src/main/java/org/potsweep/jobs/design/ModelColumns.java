package org.potsweep.jobs.design;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.potsweep.descriptors.SnapColumns;
import org.potsweep.descriptors.SnapParameters;

/**
 * Where the models of a design find their columns among those of one descriptor. The columns of quadratic models are
 * leading ones; so are, among the columns without products, those of linear models.
 */
public final class ModelColumns implements Serializable {
    private final SnapParameters snap;
    private final List<ModelShape> shapes;
    private final int widest;
    private final int[] linear;
    private final int[] counts;

    ModelColumns(SnapParameters snap, List<ModelShape> shapes) {
        this.snap = snap;
        this.shapes = shapes;
        SnapColumns columns = SnapColumns.of(snap);
        this.widest = columns.count();
        this.linear = columns.linear();
        this.counts = shapes.stream()
                .mapToInt(shape -> shape.quadratic()
                        ? columns.count(shape.twojmax())
                        : linearCount(columns.count(shape.twojmax())))
                .toArray();
    }

    /** The linear columns among the first {@code count}. */
    private int linearCount(int count) {
        return (int) IntStream.of(linear).filter(column -> column < count).count();
    }

    /** The descriptor at the largest twojmax. */
    public SnapParameters snap() {
        return snap;
    }

    /** The number of columns of the whole descriptor. */
    public int widest() {
        return widest;
    }

    /** The number of coefficients of a model, p. */
    public int count(int shape) {
        return counts[shape];
    }

    /** The number of columns of the largest of some models of one form. */
    public int width(int[] ofShapes) {
        return IntStream.of(ofShapes).map(this::count).max().orElseThrow();
    }

    /**
     * The columns, ascending, that models of a form choose from, in their own order; null if they are all of them.
     *
     * @param quadratic the form: with products or without
     */
    public int[] selection(boolean quadratic) {
        return quadratic || linear.length == widest ? null : linear.clone();
    }

    /** The settings of a model. */
    public SnapParameters parameters(int shape) {
        ModelShape size = shapes.get(shape);
        return snap.withTwojmax(size.twojmax()).withQuadraticflag(size.quadratic());
    }
}
