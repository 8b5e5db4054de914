package org.potsweep.jobs.settings;

import java.util.List;
import java.util.Optional;

/**
 * Which cells' residuals are looked at one by one, after the front is known.
 *
 * @param cells those of the front, or none
 * @param where a condition on rows of {@code results}, in SQL, for cells beside these
 * @param parity those whose predictions are kept
 */
public record ResidualSettings(Cells cells, Optional<String> where, List<Parity> parity) {
    /** Cells whose errors are taken in full. */
    public enum Cells {
        /** Those on the front. */
        FRONT,
        /** None, but for those of the condition. */
        NONE
    }

    /** Cells of the front whose predictions are kept. */
    public enum Parity {
        BEST_ENERGY,
        BEST_FORCE,
        KNEE,
        /** All of them. */
        FRONT;

        /** The name in settings and tables. */
        public String label() {
            return ValueType.word(this);
        }
    }

    public ResidualSettings {
        parity = List.copyOf(parity);
    }

    /** Whether errors of any cells are taken in full. */
    public boolean sums() {
        return cells == Cells.FRONT || where.isPresent();
    }

    static ResidualSettings from(Section section) {
        return new ResidualSettings(
                section.get("cells", ValueType.oneOf(Cells.class)),
                section.optional("where", ValueType.TEXT),
                section.list("parity", ValueType.oneOf(Parity.class)));
    }
}
