package dev.bursar.contract.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.ModelAddress.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelAddressTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final RateCards BUILT_IN = BuiltInRateCards.load();

    private static Outcome read(String id, String provider) {
        return ModelAddress.read(id, Optional.ofNullable(provider), BUILT_IN, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        // Said in full, in any letter case and by any alias
        "anthropic/claude-sonnet-4-5, , anthropic/claude-sonnet-4-5",
        "Anthropic/claude-sonnet-4-5, , anthropic/claude-sonnet-4-5",
        "Vertex/gemini-2.5-pro, , google/gemini-2.5-pro",
        "gpt-4.1, OPENAI, openai/gpt-4.1",
        "OpenAI/gpt-4.1, openai, openai/gpt-4.1",
        "gemini/gemini-2.5-pro, vertex, google/gemini-2.5-pro",
        "anthropic/claude-from-tomorrow, , anthropic/claude-from-tomorrow",
        // By the name alone: the maker's, though others offer it too
        "claude-sonnet-4-5, , anthropic/claude-sonnet-4-5",
        "claude-sonnet-4-5-20250929, , anthropic/claude-sonnet-4-5-20250929",
        "GPT-4.1, , openai/GPT-4.1",
        "gemini-2.5-pro, , google/gemini-2.5-pro",
        // By the name alone: the only one that offers it
        "global.anthropic.claude-sonnet-4-5, , bedrock/global.anthropic.claude-sonnet-4-5",
        "qwen/qwen3-coder, , openrouter/qwen/qwen3-coder",
        // A provider's own names for what others make
        "openrouter/anthropic/claude-sonnet-4.6, , openrouter/anthropic/claude-sonnet-4.6",
        "anthropic/claude-sonnet-4.6, openrouter, openrouter/anthropic/claude-sonnet-4.6",
        "anthropic/claude-from-tomorrow, OpenRouter, openrouter/anthropic/claude-from-tomorrow",
        "openai/gpt-oss-120b, groq, groq/openai/gpt-oss-120b",
        // A word that no provider has is part of the name
        "acme/large, openai, openai/acme/large",
        "large, acme, acme/large",
    })
    void everySpellingOfAModelHasOneAddress(String id, String provider, String expected) {
        // When
        var outcome = read(id, provider);

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Found.class,
                        found -> assertThat(found.address()).hasToString(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " openai/gpt-4.1",
                "openai/gpt-4.1 ",
                "openai /gpt-4.1",
                "openai/\tgpt-4.1",
                "\u00a0gpt-4.1",
                "gpt-4.1\u200b",
                "\ufeffgpt-4.1",
                "gpt-4.1\u0000",
                "openai/",
                "/gpt-4.1",
                "openai//gpt-4.1",
                ""
            })
    void whatSomebodyMayReadOtherwiseIsInvalid(String id) {
        assertThat(read(id, null)).isInstanceOf(Outcome.Invalid.class);
        assertThat(read(id, "openai")).isInstanceOf(Outcome.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {" openai", "openai\u2003", "\u200eopenai", ""})
    void soIsAProviderWithWhiteSpaceAroundIt(String provider) {
        assertThat(read("gpt-4.1", provider)).isInstanceOf(Outcome.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"openai/gpt-4.1, x", "openai/gpt-4.1, anthropic", "OpenAI/gpt-4.1, azure-openai", "gemini/a, openai"})
    void twoProvidersContradictEachOther(String id, String provider) {
        assertThat(read(id, provider)).isInstanceOf(Outcome.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-oss-120b, is offered by",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, 'is offered by anthropic, bedrock'",
        "acme/gpt-4.1, 'is offered by azure-openai, openai'",
        "no-such-model, is not known",
        "acme/gpt-from-tomorrow, is not known",
    })
    void whatNobodyCanTellIsUnknown(String id, String why) {
        // When
        var outcome = read(id, null);

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.detail())
                                .startsWith("model " + id + " ")
                                .contains(why)
                                .contains("provider/model"));
    }

    @Test
    void aNameBeyondReasonIsInvalid() {
        assertThat(read("openai/" + "m".repeat(256), null)).isInstanceOf(Outcome.Found.class);
        assertThat(read("openai/" + "m".repeat(257), null)).isInstanceOf(Outcome.Invalid.class);
        assertThat(read("m/".repeat(100_000) + "m", "openai")).isInstanceOf(Outcome.Invalid.class);
    }

    @Test
    void aProviderThatOnlyTheRateCardsKnowIsOne() throws Exception {
        // Given
        var card = Json.read("""
                {"provider": "MyHost", "match": {"prefix": ["*"]}, "effective_from": "2026-01-01", "prices": {"input": "0"},
                 "source": "own", "as_of": "2026-01-01"}""");
        var cards = new RateCards(List.of(RateCardJson.read("MyHost/any", 1, card)));

        // Then
        assertThat(ModelAddress.read("myhost/llama", Optional.empty(), cards, NOW))
                .isEqualTo(new Outcome.Found(new ModelAddress("MyHost", "llama")));
        assertThat(ModelAddress.read("openai/gpt-oss", Optional.of("myHost"), cards, NOW))
                .isEqualTo(new Outcome.Found(new ModelAddress("MyHost", "openai/gpt-oss")));
        assertThat(ModelAddress.read("llama", Optional.empty(), cards, NOW)).isInstanceOf(Outcome.Unknown.class);
    }
}
