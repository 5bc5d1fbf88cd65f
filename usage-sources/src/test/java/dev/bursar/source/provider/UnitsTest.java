package dev.bursar.source.provider;

import static dev.bursar.source.provider.Understanding.assertRefused;
import static dev.bursar.source.provider.Understanding.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.RejectionReason;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is billed by other units than tokens, and tokens that are not of text. */
class UnitsTest {

    @ParameterizedTest
    @CsvSource({"9,9", "8.47,9", "0,0", "0.2,1", "1e-2000000000,1"})
    void begunSecondsOfATranscriptionCountWhole(String seconds, long counted) {
        assertThat(counts(call(
                        "openai",
                        "{\"text\": \"x\", \"usage\": {\"type\": \"duration\", \"seconds\": " + seconds + "}}")))
                .isEqualTo(Map.of("audio_second", counted));
    }

    @Test
    void anOlderTranscriptionSaysItsDurationOnly() {
        assertThat(counts(call("groq", "{\"task\": \"transcribe\", \"duration\": 8.47, \"text\": \"x\"}")))
                .isEqualTo(Map.of("audio_second", 9L));
    }

    @Test
    void aTranscriptionMayHaveItsIdInAWordOfItsProviders() {
        assertThat(call("groq", "{\"duration\": 8.47, \"text\": \"x\", \"x_groq\": {\"id\": \"req_01\"}}")
                        .responseId())
                .contains("req_01");
    }

    @Test
    void aTranscriptionByTokensTellsAudioFromText() {
        assertThat(counts(call("openai", """
                        {"text": "x", "usage": {"type": "tokens", "input_tokens": 14, "output_tokens": 45, "total_tokens": 59,
                         "input_token_details": {"text_tokens": 4, "audio_tokens": 10}}}"""))).isEqualTo(Map.of("input", 4L, "input_audio", 10L, "output", 45L));
    }

    @Test
    void whatIsSpokenIsAudio() {
        assertThat(counts(call("openai", """
                        data: {"type": "speech.audio.delta", "audio": "eA=="}

                        data: {"type": "speech.audio.done", "usage": {"input_tokens": 14, "output_tokens": 101, "total_tokens": 115}}

                        """))).isEqualTo(Map.of("input", 14L, "output_audio", 101L));
    }

    @Test
    void whatIsDrawnIsAnImage() {
        assertThat(counts(call("openai", """
                        {"created": 1, "data": [{"b64_json": "eA=="}], "usage": {"input_tokens": 50, "output_tokens": 1056, "total_tokens": 1106,
                         "input_tokens_details": {"text_tokens": 10, "image_tokens": 40}}}""")))
                .isEqualTo(Map.of("input", 10L, "input_image", 40L, "output_image", 1056L));
        assertThat(counts(call("openai", """
                        {"data": [{"b64_json": "eA=="}], "usage": {"input_tokens": 50, "output_tokens": 66, "total_tokens": 116,
                         "output_tokens_details": {"text_tokens": 6, "image_tokens": 60}}}"""))).isEqualTo(Map.of("input", 50L, "output", 6L, "output_image", 60L));
    }

    @Test
    void imagesWithoutCountsAreCountedByTheirNumber() {
        assertThat(counts(call("openai", "{\"data\": [{\"url\": \"u\"}, {\"url\": \"v\"}]}")))
                .isEqualTo(Map.of("image", 2L));
        assertThat(counts(call(
                        "google", "{\"predictions\": [{\"mimeType\": \"image/png\", \"bytesBase64Encoded\": \"\"}]}")))
                .isEqualTo(Map.of("image", 1L));
        assertRefused("openai", "{\"data\": [{\"embedding\": [0.1]}]}", RejectionReason.NO_USAGE);
        assertRefused(
                "openai",
                "{\"data\": [{\"url\": \"u\"}], \"model\": \"m\"}\n{\"data\": [{\"url\": \"v\"}], \"model\": \"m\"}",
                RejectionReason.MALFORMED);
    }

    @Test
    void aVideoIsCountedByItsSecondsAndCostsWhatItsMakerSays() {
        // When
        var call = call("xai", """
                {"status": "done", "video": {"url": "u", "duration": 8}, "usage": {"cost_in_usd_ticks": 500000000}, "progress": 100}""");

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("video_second", 8L));
        assertThat(call.reportedCostUsd().orElseThrow()).isEqualByComparingTo("0.05");
    }

    @Test
    void theSearchesOfAResponseAreCountedAndThePagesItOpenedAreNot() {
        assertThat(counts(call("openai", """
                        {"output": [{"type": "web_search_call", "action": {"type": "search"}},
                                    {"type": "web_search_call", "action": {"type": "open_page"}},
                                    {"type": "web_search_call", "status": "completed"}, {"type": "message"}],
                         "usage": {"input_tokens": 5, "output_tokens": 1, "total_tokens": 6}}"""))).isEqualTo(Map.of("input", 5L, "output", 1L, "web_search", 2L));
    }

    @ParameterizedTest
    @CsvSource({"gemini-2.5-flash,1", "gemini-3-pro-preview,2"})
    void groundedAnswersAreBilledByThePromptUpToGemini2AndByTheSearchAfterIt(String model, long searches) {
        assertThat(
                        counts(
                                call(
                                        "google",
                                        "{\"modelVersion\": \"" + model
                                                + "\", \"usageMetadata\": {\"promptTokenCount\": 3},"
                                                + " \"candidates\": [{\"groundingMetadata\": {\"webSearchQueries\": [\"a\", \"b\"]}}]}")))
                .isEqualTo(Map.of("input", 3L, "web_search", searches));
    }

    @Test
    void embeddingsAtVertexSayWhatEachTextHad() {
        assertThat(counts(call("vertex", """
                        {"predictions": [{"embeddings": {"statistics": {"token_count": 6, "truncated": false}}},
                                         {"embeddings": {"statistics": {"token_count": 5.0}}}]}"""))).isEqualTo(Map.of("input", 11L));
    }

    @Test
    void aLiveSessionSaysResponseForCandidates() {
        assertThat(counts(call("google", """
                        {"usageMetadata": {"promptTokenCount": 7, "responseTokenCount": 20, "totalTokenCount": 27,
                         "responseTokensDetails": [{"modality": "AUDIO", "tokenCount": 15}]}}"""))).isEqualTo(Map.of("input", 7L, "output", 5L, "output_audio", 15L));
    }

    @Test
    void aBatchOfGooglesHasItsLinesToo() {
        // When
        var outcomes = Understanding.of("google", """
                {"key": "a", "response": {"modelVersion": "gemini-2.5-flash", "responseId": "r1", "usageMetadata": {"promptTokenCount": 3}}}
                {"key": "b", "error": {"code": 500}}
                """);

        // Then
        assertThat(outcomes).hasSize(2);
        assertThat(((CallOutcome.Understood) outcomes.get(0)).call().serviceTier())
                .contains("batch");
        assertThat(outcomes.get(1)).isInstanceOf(CallOutcome.Refused.class);
    }

    @Test
    void linesOfABatchOfGooglesThatShareAnAnswersIdAreToldApart() {
        // Given
        var line = "{\"key\": \"%s\", \"response\": {\"modelVersion\": \"gemini-2.5-flash\", \"responseId\":"
                + " \"bzZ8adPDEsPg8QGPveKoAg\", \"usageMetadata\": {\"promptTokenCount\": 3}}}\n";

        // When
        var calls = Understanding.calls("google", line.formatted("a") + line.formatted("b"));

        // Then
        assertThat(calls).extracting(UnderstoodCall::part).containsExactly(Optional.empty(), Optional.of("1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id': 'r', 'meta': {'billed_units': {'search_units': 2}}}                                   | search      | 2",
                "{'id': 'e', 'meta': {'billed_units': {'images': 3}}}                                         | image       | 3",
                "{'id': 'e', 'meta': {'billed_units': {'images': 3, 'image_tokens': 900}}}                    | input_image | 900",
                "{'id': 'c', 'meta': {'billed_units': {'classifications': 4}}}                                | classification | 4",
                "{'generation_id': 'g', 'meta': {'tokens': {'input_tokens': 8.0}}}                            | input       | 8",
                "{'event_type': 'stream-end', 'response': {'meta': {'billed_units': {'output_tokens': 5}}}}   | output      | 5"
            })
    void cohereBillsInUnitsOfItsOwn(String body, String meter, long count) {
        assertThat(counts(call("cohere", body.replace('\'', '"')))).isEqualTo(Map.of(meter, count));
    }

    @Test
    void whatCohereBillsStandsForWhatItsModelSaw() {
        assertThat(counts(call("cohere", """
                        {"usage": {"billed_units": {"input_tokens": 41, "output_tokens": 25}, "cached_tokens": 144,
                         "tokens": {"input_tokens": 1441, "output_tokens": 54}}}"""))).isEqualTo(Map.of("input", 41L, "output", 25L));
        assertThat(counts(call("cohere", """
                        {"usage": {"cached_tokens": 144, "tokens": {"input_tokens": 1441, "output_tokens": 54}}}"""))).isEqualTo(Map.of("input", 1297L, "cache_read", 144L, "output", 54L));
    }

    @Test
    void whatCohereSaysTwiceIsOneCall() {
        assertThat(counts(call("cohere", """
                        {"id": "c", "meta": {"api_version": {"version": "2"}, "billed_units": {"input_tokens": 5, "output_tokens": 9}},
                         "usage": {"billed_units": {"input_tokens": 5, "output_tokens": 9}, "tokens": {"input_tokens": 71}}}"""))).isEqualTo(Map.of("input", 5L, "output", 9L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mistral", "vertex", "azure-openai"})
    void aDocumentThatMistralReadIsBilledByThePageWhoeverHostsIt(String word) {
        assertThat(counts(call(word, """
                        {"pages": [{"index": 0, "markdown": "x"}], "model": "mistral-ocr-2512",
                         "usage_info": {"pages_processed": 29, "doc_size_bytes": 3002783}}"""))).isEqualTo(Map.of("page", 29L));
    }

    @Test
    void ollamasEmbeddingsHaveAPromptOnlyAndItsStreamsNothingUntilTheyAreDone() {
        assertThat(counts(call("ollama", "{\"model\": \"m\", \"embeddings\": [[0.1]], \"prompt_eval_count\": 8}")))
                .isEqualTo(Map.of("input", 8L));
        assertRefused(
                "ollama",
                "{\"model\": \"m\", \"message\": {\"content\": \"x\"}, \"done\": false}",
                RejectionReason.NO_USAGE);
    }

    private static UnderstoodCall call(String provider, String text) {
        var outcomes =
                ProviderResponses.understand(ProviderResponse.of(provider, text).withModel("m"));
        assertThat(outcomes).singleElement().isInstanceOf(CallOutcome.Understood.class);
        return ((CallOutcome.Understood) outcomes.get(0)).call();
    }
}
