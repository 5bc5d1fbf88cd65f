package dev.bursar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private static final String SENTENCE = "  the quick brown fox jumps over the lazy dog";

    @Test
    void breaksSentencesBetweenWordsOnATerminal() {
        // When
        var text = new Screen(OptionalInt.of(20), false).wrapped(SENTENCE);

        // Then
        assertThat(text).isEqualToNormalizingNewlines("  the quick brown\n    fox jumps over\n    the lazy dog");
    }

    @Test
    void leavesAWordThatIsTooLongWhole() {
        // When
        var text = new Screen(OptionalInt.of(20), false).wrapped("agent-daily/principal=coder-1 denies");

        // Then
        assertThat(text).isEqualTo("agent-daily/principal=coder-1 denies");
    }

    @Test
    void leavesSentencesWholeInAPipe() {
        assertThat(Screen.NONE.wrapped(SENTENCE)).isEqualTo(SENTENCE);
    }
}
