package dev.bursar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.terminal.Table.Column;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void alignsNumbersAtTheRightAndTextAtTheLeft() {
        // Given
        var table = new Table(Column.text("MODEL"), Column.number("CALLS"))
                .row("claude-sonnet-4-5", "1,204")
                .row("gpt-5", "7");

        // When
        var lines = table.lines(Screen.NONE);

        // Then
        assertThat(lines)
                .containsExactly("MODEL              CALLS", "claude-sonnet-4-5  1,204", "gpt-5                  7");
    }

    @Test
    void cutsTextButNoNumberWhereTheScreenIsNarrow() {
        // Given
        var table = new Table(Column.text("MODEL"), Column.text("TEAM"), Column.number("COST"))
                .row("a-model-with-a-rather-long-name", "platform", "$1,234,567.0000");

        // When
        var lines = table.lines(new Screen(OptionalInt.of(44), false));

        // Then
        assertThat(lines.get(1))
                .isEqualTo("a-model-with-a-..  platform  $1,234,567.0000")
                .hasSize(44);
    }

    @Test
    void letsNothingReachTheTerminalThatItWouldObey() {
        // When
        var lines = new Table(Column.text("TEAM")).row("red\033[31m‮team").lines(Screen.NONE);

        // Then
        assertThat(lines.get(1)).isEqualTo("red?[31m?team");
    }

    @Test
    void coloursWholeLinesOnlyWhereColoursAreWanted() {
        // Given
        var table = new Table(Column.text("A")).row(java.util.List.of("full"), Ink.BAD);

        // Then
        assertThat(table.lines(new Screen(OptionalInt.of(80), true)).get(1)).isEqualTo("\033[31mfull\033[0m");
        assertThat(table.lines(new Screen(OptionalInt.of(80), false)).get(1)).isEqualTo("full");
    }
}
