package dev.bursar.contract.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.contract.pricing.RateCards;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstimatorTest {

    private static final Instant THEN = Instant.parse("2026-08-21T12:00:00Z");
    private static final Estimator ESTIMATOR = new Estimator(BuiltInRateCards.load());

    /** One pixel high and 1,024 wide, as far as its header says. */
    private static final String PNG_1024_BY_1024 = "iVBORw0KGgoAAAANSUhEUgAABAAAAAQA";

    private static ObjectNode estimate(String body) throws JsonProcessingException {
        return EstimateJson.write(
                ESTIMATOR.estimate(EstimateJson.read(Json.read(body), ESTIMATOR.cards(), THEN), THEN));
    }

    @Test
    void countsArePricedExactlyAtTheirWorstAndAtWhatIsExpected() throws JsonProcessingException {
        // When
        var estimate = estimate("""
                {"provider": "anthropic", "model": "claude-sonnet-4-6", "input_tokens": 1000, "max_output_tokens": 400}""");

        // Then
        assertThat(estimate).hasToString(Json.read("""
                {"worst_case_usd": "0.009", "expected_usd": "0.0045", "input_tokens": 1000,
                 "worst_case_input_tokens": 1000, "expected_output_tokens": 100, "method": "counted",
                 "supports_actual_cost": true,
                 "lines": [
                   {"meter": "input", "quantity": 1000, "price_per_million_usd": "3", "tier": "base", "cost_usd": "0.003"},
                   {"meter": "output", "quantity": 400, "price_per_million_usd": "15", "tier": "base", "cost_usd": "0.006"}],
                 "rate_card": {"id": "anthropic/claude-sonnet-4-6", "version": 2, "effective_from": "2026-03-13T00:00:00Z"},
                 "approximate": false, "assumed": [], "cost_state": "priced", "unpriced_reason": null}""").toString());
    }

    @Test
    void aClassOfServiceThatTheCardDoesNotHaveIsSaidAndPricedAsItsEventWillBe() throws JsonProcessingException {
        // When
        var estimate = estimate("""
                {"provider": "anthropic", "model": "claude-sonnet-4-6", "input_tokens": 1000, "max_output_tokens": 400,
                 "service_tier": "turbo"}""");

        // Then
        assertThat(estimate.path("worst_case_usd").asText()).isEqualTo("0.009");
        assertThat(estimate.path("approximate").asBoolean()).isTrue();
        assertThat(estimate.at("/assumed/0/pointer").asText()).isEqualTo("/service_tier");
        assertThat(estimate.at("/assumed/0/code").asText()).isEqualTo("unknown_tier");
        assertThat(estimate.at("/assumed/0/detail").asText()).contains("turbo").contains("it has batch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "default", "batch"})
    void aClassOfServiceThatTheCardHasIsNoAssumption(String tier) throws JsonProcessingException {
        assertThat(estimate("""
                {"provider": "anthropic", "model": "claude-sonnet-4-6", "input_tokens": 1000, "max_output_tokens": 400,
                 "service_tier": "%s"}""".formatted(tier)).path("assumed")).isEmpty();
    }

    @Test
    void theCallersOwnExpectationCountsUpToTheMost() throws JsonProcessingException {
        assertThat(estimate("""
                {"provider": "openai", "model": "gpt-5", "input_tokens": 0, "max_output_tokens": 1000,
                 "expected_output_tokens": 20}""").path("expected_usd").asText()).isEqualTo("0.0002");
        assertThat(estimate("""
                {"provider": "openai", "model": "gpt-5", "input_tokens": 0, "max_output_tokens": 10,
                 "expected_output_tokens": 20}""").path("expected_usd").asText()).isEqualTo("0.0001");
    }

    /** Figures of the tokenizer's own tests and of OpenAI's cookbook. */
    @ParameterizedTest
    @CsvSource({
        "openai,       gpt-4o,            tokenizer,   4",
        "openai,       gpt-6-sol,         tokenizer,   4",
        "openai,       gpt-4,             tokenizer,   4",
        "azure-openai, gpt-4.1-2025-04-14, tokenizer,  4",
        "openrouter,   openai/gpt-5-mini, tokenizer,   4",
        "anthropic,    claude-sonnet-4-6, approximate, 5",
        "openrouter,   anthropic/claude-sonnet-4.6, approximate, 5",
        "google,       gemini-2.5-pro,    approximate, 5",
        "groq,         llama-3.3-70b-versatile, approximate, 4",
        "acme,         something-else,    approximate, 5"
    })
    void aTextIsCountedByItsModelsTokenizerOrApproximated(String provider, String model, String method, int tokens)
            throws JsonProcessingException {
        // Given
        var call = Json.object().put("provider", provider).put("model", model).put("max_output_tokens", 1);

        // When
        var estimate = estimate(call.put("input_text", "tiktoken is great").toString());

        // Then
        assertThat(estimate.path("method").asText()).isEqualTo(method);
        assertThat(estimate.path("input_tokens").asInt()).isBetween(tokens, tokens + 3);
        assertThat(estimate.path("worst_case_input_tokens").asInt())
                .isGreaterThanOrEqualTo(estimate.path("input_tokens").asInt());
    }

    @Test
    void whatLooksLikeAControlTokenIsText() throws JsonProcessingException {
        assertThat(estimate("""
                {"provider": "openai", "model": "gpt-4o", "input_text": "<|endoftext|>", "max_output_tokens": 1}""").path("input_tokens").asInt()).isGreaterThan(1);
    }

    @Test
    void aMessageHasItsTextsAndWhatStandsAroundThem() throws JsonProcessingException {
        // When
        var estimate = estimate("""
                {"provider": "openai", "model": "gpt-4o", "max_output_tokens": 10, "messages": [
                  {"role": "system", "content": "hello world"},
                  {"role": "user", "content": [{"type": "text", "text": "hello world"}]}]}""");

        // Then
        assertThat(estimate.path("input_tokens").asInt()).isEqualTo(2 * (2 + 4) + 3);
        assertThat(estimate.path("method").asText()).isEqualTo("tokenizer");
    }

    static Stream<Arguments> images() {
        return Stream.of(
                arguments("openai", "gpt-4o", dataUrl(""), 765, 765),
                arguments("openai", "gpt-4o", dataUrl(", \"detail\": \"low\""), 85, 85),
                arguments("openai", "gpt-4o", """
                        {"type": "image_url", "image_url": {"url": "https://acme.example/cat.png"}}""", 765, 1_445),
                arguments("anthropic", "claude-sonnet-4-6", """
                        {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "%s"}}""".formatted(PNG_1024_BY_1024), 1_399, 1_399),
                arguments("google", "gemini-2.5-pro", """
                        {"inline_data": {"mime_type": "image/png", "data": "%s"}}""".formatted(PNG_1024_BY_1024), 1_120, 1_120),
                arguments(
                        "anthropic",
                        "claude-opus-5",
                        "{\"type\": \"image\", \"width\": 300, \"height\": 250}",
                        100,
                        100));
    }

    private static String dataUrl(String more) {
        return "{\"type\": \"image_url\", \"image_url\": {\"url\": \"data:image/png;base64,%s\"%s}}"
                .formatted(PNG_1024_BY_1024, more);
    }

    @ParameterizedTest
    @MethodSource("images")
    void anImageCountsByItsSize(String provider, String model, String part, int expected, int most)
            throws JsonProcessingException {
        // Given
        var without = """
                {"provider": "%s", "model": "%s", "max_output_tokens": 1, "messages": [{"role": "user", "content": []}]}""".formatted(provider, model);

        // When
        var estimate = estimate(without.replace("[]", "[" + part + "]"));

        // Then
        var base = estimate(without);
        assertThat(estimate.path("method").asText()).isEqualTo("approximate");
        assertThat(estimate.path("input_tokens").asInt()
                        - base.path("input_tokens").asInt())
                .isEqualTo(expected);
        assertThat(estimate.path("worst_case_input_tokens").asInt()
                        - base.path("worst_case_input_tokens").asInt())
                .isEqualTo(most);
    }

    @Test
    void theWorstIsThatEverythingIsThoughtWhereThoughtsCostMore() throws JsonProcessingException {
        // Given
        var card = Json.read("""
                {"provider": "acme", "match": {"exact": ["m"]}, "effective_from": "2026-01-01",
                 "prices": {"input": "1", "output": "2", "reasoning": "5"}}""");
        var estimator = new Estimator(new RateCards(List.of(RateCardJson.read("acme/m", 1, card))));
        var call = EstimateJson.read(Json.read("""
                {"model": "m", "input_tokens": 0, "max_output_tokens": 1000000}"""), estimator.cards(), THEN);

        // When
        var estimate = estimator.estimate(call, THEN);

        // Then
        assertThat(estimate.worstCase().usd()).isEqualByComparingTo("5");
        assertThat(estimate.expected().usd()).isEqualByComparingTo("0.5");
        assertThat(estimate.supportsActualCost()).isFalse();
    }

    @Test
    void whatTheToolsAreToldToBeCountsToo() throws JsonProcessingException {
        // When
        var estimate = estimate("""
                {"provider": "openai", "model": "gpt-5", "max_output_tokens": 10,
                 "messages": [{"role": "user", "content": "hi"}],
                 "tools": [{"type": "function", "function": {"name": "search", "description": "%s"}}]}""".formatted("word ".repeat(1000)));

        // Then
        assertThat(estimate.path("input_tokens").asLong()).isGreaterThan(1000);
        assertThat(estimate.path("method").asText()).isEqualTo("approximate");
    }

    @ParameterizedTest
    @CsvSource({"claude-sonnet-4-6, 3", "anthropic/claude-sonnet-4-6, 3", "gemini-2.5-pro, 1.25"})
    void aModelsNameAloneFindsItsProvider(String model, String usd) throws JsonProcessingException {
        // When
        var estimate = estimate("""
                {"model": "%s", "input_tokens": 100000, "max_output_tokens": 0}""".formatted(model));

        // Then
        assertThat(new BigDecimal(estimate.path("worst_case_usd").asText()).multiply(BigDecimal.TEN))
                .isEqualByComparingTo(usd);
    }

    @Test
    void aModelWithoutAPriceIsSaidToBeUnpriced() throws JsonProcessingException {
        // When
        var estimate = estimate("""
                {"provider": "ollama", "model": "llama3.2:1b", "input_tokens": 10, "max_output_tokens": 10}""");

        // Then
        assertThat(estimate.path("cost_state").asText()).isEqualTo("unpriced");
        assertThat(estimate.path("unpriced_reason").asText()).isEqualTo("unknown_model");
        assertThat(estimate.path("rate_card").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/provider          | missing        | {\"model\": \"m\", \"input_tokens\": 1, \"max_output_tokens\": 1}",
                "/max_output_tokens | missing        | {\"provider\": \"p\", \"model\": \"m\", \"input_tokens\": 1}",
                "/input_tokens      | missing        | {\"provider\": \"p\", \"model\": \"m\", \"max_output_tokens\": 1}",
                "/input_text        | ambiguous      | {\"provider\": \"p\", \"model\": \"m\", \"max_output_tokens\": 1, \"input_tokens\": 1, \"input_text\": \"\"}",
                "/input_tokens      | not_a_count    | {\"provider\": \"p\", \"model\": \"m\", \"max_output_tokens\": 1, \"input_tokens\": -1}",
                "/input_tokens      | not_a_count    | {\"provider\": \"p\", \"model\": \"m\", \"max_output_tokens\": 1, \"input_tokens\": 1.5}",
                "/input_tokens      | out_of_range   | {\"provider\": \"p\", \"model\": \"m\", \"max_output_tokens\": 1, \"input_tokens\": 1000000000001}",
                "/messages          | not_an_array   | {\"provider\": \"p\", \"model\": \"m\", \"max_output_tokens\": 1, \"messages\": []}",
                "/messages/0        | not_a_message  | {\"provider\": \"p\", \"model\": \"m\", \"max_output_tokens\": 1, \"messages\": [\"hi\"]}",
                "/messages/0/content | not_a_content | {\"provider\": \"p\", \"model\": \"m\", \"max_output_tokens\": 1, \"messages\": [{\"role\": \"user\", \"content\": 1}]}",
                "/provider          | missing        | {\"model\": \"gpt-oss-120b\", \"input_tokens\": 1, \"max_output_tokens\": 1}",
                "/model             | not_a_model    | {\"model\": \" gpt-5\", \"input_tokens\": 1, \"max_output_tokens\": 1}",
                "/tools             | ambiguous      | {\"provider\": \"p\", \"model\": \"m\", \"max_output_tokens\": 1, \"input_tokens\": 1, \"tools\": []}",
                "/tools             | not_an_array   | {\"provider\": \"p\", \"model\": \"m\", \"max_output_tokens\": 1, \"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"tools\": {}}",
                "/max_tokens        | unknown_field  | {\"max_tokens\": 1}"
            })
    void whatIsNoCallIsRefusedWithItsPlace(String pointer, String code, String body) throws JsonProcessingException {
        // Given
        var read = Json.read(body);

        // Then
        assertThatThrownBy(() -> EstimateJson.read(read, ESTIMATOR.cards(), THEN))
                .isInstanceOfSatisfying(Malformed.class, malformed -> {
                    assertThat(malformed.pointer()).isEqualTo(pointer);
                    assertThat(malformed.code()).isEqualTo(code);
                });
    }

    /** A shape that nobody counted would be a call that costs more than its worst case. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\": \"user\", \"parts\": [{\"text\": \"%s\"}]}",
                "{\"role\": \"user\", \"message\": \"%s\"}",
                "{\"role\": \"user\", \"content\": [{\"type\": \"tool_result\", \"content\": [{\"text\": \"%s\"}]}]}",
                "{\"role\": \"user\", \"content\": null, \"function_call\": {\"arguments\": \"%s\"}}",
                "{\"role\": \"user\", \"content\": \"a\", \"documents\": [{\"data\": {\"text\": \"%s\"}}]}"
            })
    void aTextCountsWhereverInAMessageItStands(String message) throws JsonProcessingException {
        // Given
        var text = "word ".repeat(1000).strip();

        // When
        var estimate = messages("google", "gemini-2.5-pro", message.formatted(text));

        // Then
        assertThat(estimate.path("worst_case_input_tokens").asLong()).isGreaterThan(900);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"document\", \"source\": {\"type\": \"url\", \"url\": \"https://example.com/500.pdf\"}}",
                "{\"type\": \"document\", \"source\": {\"type\": \"base64\", \"data\": \"AAAA\"}}",
                "{\"type\": \"file\", \"file\": {\"file_id\": \"f\"}}",
                "{\"type\": \"input_audio\", \"input_audio\": {\"data\": \"AAAA\"}}",
                "{\"fileData\": {\"mimeType\": \"video/mp4\", \"fileUri\": \"gs://b/one-hour.mp4\"}}",
                "{\"inline_data\": {\"mime_type\": \"audio/wav\", \"data\": \"AAAA\"}}",
                "{\"type\": \"tool_result\", \"content\": [{\"type\": \"document\", \"source\": {\"type\": \"file\", \"file_id\": \"f\"}}]}"
            })
    void whatNobodyCanCountFromHereIsRefusedAndNotTakenForItsJson(String part) throws JsonProcessingException {
        // Given
        var call = Json.read("{\"provider\": \"google\", \"model\": \"gemini-2.5-pro\", \"max_output_tokens\": 10,"
                + " \"messages\": [{\"role\": \"user\", \"content\": [" + part + "]}]}");

        // Then
        assertThatThrownBy(() -> EstimateJson.read(call, ESTIMATOR.cards(), THEN))
                .isInstanceOfSatisfying(Malformed.class, malformed -> {
                    assertThat(malformed.pointer()).isEqualTo("/messages/0/content");
                    assertThat(malformed.code()).isEqualTo("not_countable");
                });
    }

    @Test
    void aDocumentThatIsPlainTextCounts() throws JsonProcessingException {
        // When
        var estimate = messages("anthropic", "claude-sonnet-4-6", """
                {"role": "user", "content": [{"type": "document", "source": {"type": "text", "data": "%s"}}]}""".formatted("word ".repeat(1000)));

        // Then
        assertThat(estimate.path("worst_case_input_tokens").asLong()).isGreaterThan(900);
    }

    @Test
    void anEndlessWordIsCutForATokenMoreNowAndThen() throws JsonProcessingException {
        // Given
        var text = "a".repeat(100_000);

        // When
        var estimate = estimate(
                "{\"provider\": \"openai\", \"model\": \"gpt-5\", \"max_output_tokens\": 10, \"input_text\": \"" + text
                        + "\"}");

        // Then
        assertThat(estimate.path("input_tokens").asLong()).isBetween(12_500L, 12_600L);
    }

    @Test
    void imagesCountInPartsAndInWhatAToolAnswered() throws JsonProcessingException {
        // Given
        var plain = messages("anthropic", "claude-sonnet-4-6", """
                {"role": "user", "content": [{"type": "image", "source": {"data": "%s"}}]}""".formatted(PNG_1024_BY_1024));

        // When
        var answered = messages("anthropic", "claude-sonnet-4-6", """
                {"role": "user", "content": [{"type": "tool_result", "content":
                  [{"type": "image", "source": {"data": "%s"}}]}]}""".formatted(PNG_1024_BY_1024));
        var parts = messages("google", "gemini-2.5-pro", """
                {"role": "user", "parts": [{"inlineData": {"data": "%s"}}]}""".formatted(PNG_1024_BY_1024));

        // Then
        assertThat(answered.path("input_tokens").asLong())
                .isEqualTo(plain.path("input_tokens").asLong())
                .isGreaterThan(1000);
        assertThat(parts.path("input_tokens").asLong()).isGreaterThan(250);
    }

    @Test
    void aNamedMessageIsStillCountedByItsModelsTokenizer() throws JsonProcessingException {
        assertThat(messages("openai", "gpt-5", """
                {"role": "tool", "tool_call_id": "call_1", "name": "f", "content": "4"}""").path("method").asText()).isEqualTo("tokenizer");
    }

    private static ObjectNode messages(String provider, String model, String message) throws JsonProcessingException {
        return estimate("""
                {"provider": "%s", "model": "%s", "max_output_tokens": 1, "messages": [%s]}""".formatted(provider, model, message));
    }
}
