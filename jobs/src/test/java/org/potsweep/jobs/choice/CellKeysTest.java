package org.potsweep.jobs.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.potsweep.jobs.choice.Cells.cell;
import static org.potsweep.jobs.choice.Cells.fit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.potsweep.jobs.UserErrorException;

class CellKeysTest {
    private static final RunCell SMALL =
            cell(20, 4, "low, 1.2", fit(1, 9, 90, 10), fit(2, 4, 40, 10), fit(3, 5, 50, 10));
    private static final RunCell LARGE = cell(40, 4, "low, 1.2", fit(1, 3, 30, 20));
    private static final RunCell FINE = cell(40, 4, "fine", fit(1, 2, 20, 200));
    private static final CellKeys KEYS = new CellKeys(Cells.run(SMALL, LARGE, FINE));

    /** Axes of one value are left out, and each key finds its cell again. */
    @Test
    void aKeyNamesWhatVaries() {
        assertThat(KEYS.of(SMALL)).isEqualTo("subset_size=20,level=low, 1.2");
        assertThat(KEYS.of(FINE)).isEqualTo("subset_size=40,level=fine");
        for (RunCell cell : new RunCell[] {SMALL, LARGE, FINE}) {
            assertThat(KEYS.find(KEYS.of(cell)).cell()).isEqualTo(cell);
            for (CellReplicate replicate : cell.replicates()) {
                assertThat(KEYS.find(KEYS.of(cell, replicate))).isEqualTo(new CellKeys.Named(cell, replicate));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "level=fine",
                "subset_size=40.0, level = fine",
                "strategy=random,subset_size=40,energy_weight=12.25,quadraticflag=1,twojmax=4,level=fine",
                "quadraticflag=true,level=fine"
            })
    void whatIsNotNeededMayBeThereOrNot(String key) {
        assertThat(KEYS.find(key).cell()).isEqualTo(FINE);
    }

    /** Energy errors 9, 4, 5: the median is 5, that of the third. */
    @Test
    void withoutReplicateTheCentralOneIsTaken() {
        assertThat(KEYS.find("subset_size=20").replicate().replicate()).isEqualTo(3);
        assertThat(KEYS.find("subset_size=20,replicate=1").replicate().energyRmse())
                .isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subset_siz=20 | the run has no axis 'subset_siz' (did you mean 'subset_size'?); it has strategy,",
                "level=fines | no cell has level=fines (did you mean 'fine'?): level is fine, low, 1.2",
                "subset_size=21 | no cell has subset_size=21",
                "quadraticflag=0 | no cell has quadraticflag=0: quadraticflag is true",
                "subset_size=20,level=fine | no cell has level=fine together with subset_size=20: level is low, 1.2 there",
                "subset_size=20,replicate=7 | the cell has no replicate 7, but 1, 2, 3",
                "20 | '20' is no axis=value, such as subset_size=20,level=low, 1.2",
                "level=fine,level=fine | level stands there twice",
                "subset_size=40 | names 2 cells. What tells them apart:\n  level=fine, low, 1.2"
            })
    void otherKeysAreToldWhatIsPossible(String key, String message) {
        assertThatThrownBy(() -> KEYS.find(key))
                .isInstanceOf(UserErrorException.class)
                .hasMessageStartingWith("--cell " + key)
                .hasMessageContaining(message.replace("\\n", "\n"));
    }

    @Test
    void aRunOfOneCellHasAKeyToo() {
        CellKeys keys = new CellKeys(Cells.run(FINE));
        assertThat(keys.of(FINE)).isEqualTo("level=fine");
        assertThat(keys.find("level=fine").cell()).isEqualTo(FINE);
    }
}
