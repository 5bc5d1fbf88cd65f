package dev.bursar.source.provider;

import static dev.bursar.source.provider.Understanding.assertRefused;
import static dev.bursar.source.provider.Understanding.call;
import static dev.bursar.source.provider.Understanding.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.ProviderName;
import dev.bursar.contract.usage.RejectionReason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderResponsesTest {

    private static final String BODY = "{\"model\": \"m\", \"usage\": {\"prompt_tokens\": 3}}";

    @Test
    void anUnknownProviderIsRefusedWithThoseThatAreKnown() {
        // When
        var outcomes = Understanding.of("umbrella", BODY);

        // Then
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(CallOutcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RejectionReason.UNKNOWN_PROVIDER);
            assertThat(refused.detail()).contains("anthropic", "gemini", "google", "openai", "vertex");
        });
        assertThat(ProviderResponses.provider("umbrella")).isEmpty();
    }

    @Test
    void everyKnownProviderIsUnderstood() {
        assertThat(ProviderName.all())
                .allMatch(word -> ProviderResponses.provider(word).isPresent());
        assertThat(ProviderResponses.provider("OpenAI")).contains("openai");
        assertThat(ProviderResponses.provider("aws")).contains("bedrock");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "no json",
                "{\"a\": ",
                "{\"a\": 1, \"a\": 2}",
                "7",
                "[1]",
                "data: nothing\n\n",
                ": only a comment\n"
            })
    void whatIsNeitherJsonNorAStreamOfItIsMalformed(String text) {
        assertRefused("openai", text, RejectionReason.MALFORMED);
    }

    @Test
    void aRefusalNeverRepeatsTheText() {
        // When
        var outcomes = Understanding.of("openai", "{\"secret\": tell-nobody}");

        // Then
        assertThat(outcomes.toString()).doesNotContain("secret").doesNotContain("tell-nobody");
    }

    @Test
    void aBodyNestedBeyondReasonIsMalformed() {
        assertRefused("openai", "[".repeat(5_000) + "]".repeat(5_000), RejectionReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndOfServerSentEventsIsUnderstood(String end) {
        // Given
        var stream = String.join(
                end,
                ": comment",
                "event: x",
                "data: {\"model\": \"m\",",
                "data: \"usage\": {\"prompt_tokens\": 3}}",
                "",
                "data: [DONE]",
                "");

        // Then
        assertThat(counts(call("openai", stream))).isEqualTo(Map.of("input", 3L));
    }

    @Test
    void jsonLinesAreAStreamWhoseLastCountsHold() {
        assertThat(counts(call("openai", BODY + "\n" + BODY.replace("3", "5") + "\n")))
                .isEqualTo(Map.of("input", 5L));
    }

    @Test
    void aBrokenLineInTheMiddleIsMalformedAndTheLastMayBreakOff() {
        // Given
        var broken = "{\"model\":\n";
        var whole = BODY + "\n";

        // Then
        assertRefused("openai", whole + broken + whole, RejectionReason.MALFORMED);
        assertThat(counts(call("openai", whole + broken))).isEqualTo(Map.of("input", 3L));
    }
}
