package org.potsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsColumnsAndLeavesNoTrailingBlanks() {
        TextTable table = new TextTable("lrl")
                .head("name", "n", "")
                .row("a", "1", "remark")
                .row("longer", "100", "");

        assertThat(table.lines("  "))
                .containsExactly("  name      n", "  ------  ---", "  a         1  remark", "  longer  100");
    }

    @Test
    void refusesRowsOfAnotherWidth() {
        assertThatThrownBy(() -> new TextTable("lr").row("alone")).isInstanceOf(IllegalArgumentException.class);
    }
}
