package dev.bursar.gate.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.policy.Reason;
import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.ModelAddress;
import dev.bursar.contract.pricing.RateCards;
import dev.bursar.gate.budget.IntentReader.Outcome;
import dev.bursar.kit.security.Caller;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntentReaderTest {

    private static final Caller CODER = new Caller(
            "coder-1",
            Optional.of(Set.of("platform")),
            Optional.empty(),
            Set.of("caller"),
            Set.of("helper-*"),
            Optional.empty());

    private static final RateCards BUILT_IN = BuiltInRateCards.load();

    private static JsonNode context(String json) {
        try {
            return Json.read(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Outcome read(String principal, String resource, String context) {
        return IntentReader.modelCall(
                CODER,
                principal,
                resource,
                context(context),
                (id, provider) -> ModelAddress.read(id, provider, BUILT_IN, KnownBooks.NOW));
    }

    private static Intent.ModelCall call(Outcome outcome) {
        return (Intent.ModelCall) ((Outcome.Read) outcome).intent();
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-sonnet-4-5, , anthropic, claude-sonnet-4-5",
        "anthropic/claude-sonnet-4-5, anthropic, anthropic, claude-sonnet-4-5",
        "claude-sonnet-4-5, anthropic, anthropic, claude-sonnet-4-5",
        "anthropic/claude-sonnet-4-5, openrouter, openrouter, anthropic/claude-sonnet-4-5",
        "vertex/gemini-2.5-pro, , google, gemini-2.5-pro",
        "gemini-2.5-pro, gemini, google, gemini-2.5-pro",
        "claude-sonnet-4-5, , anthropic, claude-sonnet-4-5",
        "Anthropic/claude-sonnet-4-5, , anthropic, claude-sonnet-4-5",
    })
    void theModelIsNamedByTheResourceOrByResourceAndContext(
            String resource, String provider, String expectedProvider, String expectedModel) {
        // When
        var named = provider == null ? "{}" : "{'provider': '" + provider + "'}";
        var dimensions = call(read("coder-1", resource, named)).dimensions();

        // Then
        assertThat(dimensions.provider()).isEqualTo(expectedProvider);
        assertThat(dimensions.model()).isEqualTo(expectedModel);
    }

    @Test
    void countsTierAndAttributionComeFromTheContext() {
        // When
        var call = call(read("coder-1", "openai/gpt-5", """
                {'input_tokens': 12, 'max_output_tokens': 0, 'service_tier': 'batch', 'mission': 'm-42', 'hold': true,
                 'tags': {'env': 'prod'}, 'arguments': {'image': 'x'}}"""));

        // Then
        assertThat(call.inputTokens()).hasValue(12);
        assertThat(call.maxOutputTokens()).hasValue(0);
        assertThat(call.hold()).isTrue();
        assertThat(call.dimensions().values())
                .containsEntry("service_tier", "batch")
                .containsEntry("mission", "m-42")
                .containsEntry("tags.env", "prod")
                .containsEntry("principal", "coder-1")
                .containsEntry("team", "platform");
    }

    /** The most that it can be: where the tokenizer is not the model's own, with a margin. */
    @ParameterizedTest
    @CsvSource({
        "openai/gpt-5, {'input_text': 'hello world'}, 2",
        "anthropic/claude-sonnet-4-6, {'input_text': 'hello world'}, 4",
        "openai/gpt-5, '{''messages'': [{''role'': ''user'', ''content'': ''hello world''}]}', 9"
    })
    void aTextIsCountedForItsModel(String model, String context, long tokens) {
        // When
        var call = call(read("coder-1", model, context));

        // Then
        assertThat(call.inputTokens()).hasValue(tokens);
    }

    @Test
    void theTokenizerOfTheModelsCardCounts() {
        // Given
        var names = new ModelNames() {
            @Override
            public ModelAddress.Outcome find(String id, Optional<String> provider) {
                return new ModelAddress.Outcome.Found(new ModelAddress("acme", id));
            }

            @Override
            public Optional<String> tokenizer(ModelAddress model) {
                return model.model().equals("large") ? Optional.of("o200k_base") : Optional.empty();
            }
        };
        var text = context("{'input_text': 'hello world'}");

        // When
        var named = call(IntentReader.modelCall(CODER, "coder-1", "large", text, names));
        var unknown = call(IntentReader.modelCall(CODER, "coder-1", "small", text, names));

        // Then
        assertThat(named.inputTokens()).hasValue(2);
        assertThat(unknown.inputTokens()).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'input_tokens': -1}",
                "{'input_tokens': 1.5}",
                "{'input_tokens': '12'}",
                "{'input_tokens': 1000000000001}",
                "{'max_output_tokens': 99999999999999999999}",
                "{'input_text': 5, 'max_output_tokens': 5}",
                "{'input_text': 'hello', 'input_tokens': 5}",
                "{'messages': ['hello']}",
                "{'hold': 'yes'}",
                "{'service_tier': ''}",
                "{'mission': 5}",
            })
    void aValueThatCannotBeJudgedIsRefused(String context) {
        // When
        var outcome = read("coder-1", "openai/gpt-5", context);

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.ARGUMENT_INVALID));
    }

    @ParameterizedTest
    @CsvSource({"coder-2, {}", "coder-1, {'team': 'data'}", "coder-1, {'principal': 'coder-2'}"})
    void aCallerActsOnlyForWhomItsTokenNames(String principal, String context) {
        // When
        var call = read(principal, "openai/gpt-5", context);
        var action = IntentReader.action(CODER, principal, context(context));

        // Then
        assertThat(call).isInstanceOf(Outcome.NotAuthorized.class);
        assertThat(action).isInstanceOf(Outcome.NotAuthorized.class);
    }

    @Test
    void aCallerMayAskForThoseItActsFor() {
        // When
        var call = call(read("helper-3", "openai/gpt-5", "{}"));

        // Then
        assertThat(call.dimensions().principal()).isEqualTo("helper-3");
    }
}
