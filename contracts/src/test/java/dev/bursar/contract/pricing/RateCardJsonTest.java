package dev.bursar.contract.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RateCardJsonTest {

    private static final String GOLDEN = "/dev/bursar/contract/pricing/rate-card.json";

    @Test
    void aCardIsWrittenAsItAlwaysWas() throws IOException {
        // Given
        var golden = golden();

        // When
        var written = RateCardJson.write(RateCardJson.read("acme/large", 3, golden));

        // Then
        assertThat(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(written))
                .isEqualTo(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(golden));
    }

    @Test
    void aDateMeansItsFirstInstantInUtc() throws IOException {
        // Given
        var card = minimal().put("effective_from", "2026-03-13");

        // When
        var read = RateCardJson.read("acme/large", 1, card);

        // Then
        assertThat(read.effectiveFrom()).isEqualTo(Instant.parse("2026-03-13T00:00:00Z"));
    }

    @Test
    void aCardWithoutItsOptionalFieldsReadsBack() throws IOException {
        // Given
        var card = RateCardJson.read("acme/large", 1, minimal());

        // When
        var read = RateCardJson.read("acme/large", 1, RateCardJson.write(card));

        // Then
        assertThat(read).isEqualTo(card);
        assertThat(RateCardJson.write(card).has("as_of")).isFalse();
    }

    /** Place, code and body of what is no card. */
    static Stream<Arguments> malformed() throws JsonProcessingException {
        return Stream.of(
                arguments("", "not_an_object", "[]"),
                arguments("/source", "control_character", with("source", "\"a\\u0000\"")),
                arguments("/provider", "missing", without("provider")),
                arguments("/effective_from", "missing", without("effective_from")),
                arguments("/match", "empty", without("match")),
                arguments("/prices", "missing", without("prices")),
                arguments("/price", "unknown_field", with("price", "{}")),
                arguments("/match/regex", "unknown_field", with("match", "{\"regex\": [\"x\"]}")),
                arguments("/match/exact", "not_an_array", with("match", "{\"exact\": \"x\"}")),
                arguments("/match/exact", "not_a_string", with("match", "{\"exact\": [1]}")),
                arguments("/effective_from", "not_a_time", with("effective_from", "\"yesterday\"")),
                arguments("/effective_from", "not_a_time", with("effective_from", "\"+294277-01-01T00:00:00Z\"")),
                arguments("/effective_from", "not_a_time", with("effective_from", "\"2026-01-01T00:00Z[UTC]\"")),
                arguments("/as_of", "not_a_date", with("as_of", "\"2026\"")),
                arguments("/as_of", "not_a_date", with("as_of", "\"+12026-01-01\"")),
                arguments("/currency", "currency_unsupported", with("currency", "\"EUR\"")),
                arguments("/hours/0/to", "missing", with("hours", "[{\"from\": \"16:30\"}]")),
                arguments("/hours/0/from", "not_a_time", with("hours", hours("24:00", "01:00", "UTC"))),
                arguments("/hours/0/zone", "missing", with("hours", "[{\"from\": \"16:30\", \"to\": \"17:00\"}]")),
                arguments(
                        "/hours/0/price",
                        "unknown_field",
                        with("hours", hours("16:30", "00:30", "UTC").replace("}", ", \"price\": {}}"))),
                arguments(
                        "/hours/0/days",
                        "not_a_day",
                        with("hours", hours("16:30", "00:30", "UTC").replace("}", ", \"days\": [\"Monday\"]}"))),
                arguments("/built_in", "not_a_boolean", with("built_in", "\"yes\"")),
                arguments("/tokenizer", "not_a_string", with("tokenizer", "7")),
                arguments("/prices", "not_an_object", with("prices", "[]")),
                arguments("/prices/input", "not_a_string", with("prices", "{\"input\": 3}")),
                arguments("/prices/input", "negative", with("prices", "{\"input\": \"-3\"}")),
                arguments("/prices/input", "not_a_decimal", with("prices", "{\"input\": \"3e-6\"}")),
                arguments("/prices/input", "too_fine", with("prices", "{\"input\": \"0.0000000000001\"}")),
                arguments("/prices/Input", "not_a_meter", with("prices", "{\"Input\": \"3\"}")),
                arguments(
                        "/context_tiers/0/over_input_tokens",
                        "not_positive",
                        with("context_tiers", "[{\"over_input_tokens\": 0}]")),
                arguments(
                        "/context_tiers/0/price",
                        "unknown_field",
                        with("context_tiers", "[{\"over_input_tokens\": 1, \"price\": {}}]")),
                arguments(
                        "/service_tiers/batch/multiplyer",
                        "unknown_field",
                        with("service_tiers", "{\"batch\": {\"multiplyer\": \"0.5\"}}")),
                arguments("/minimums/audio_second", "not_positive", with("minimums", "{\"audio_second\": 0}")),
                arguments("/minimums/audio_second", "not_positive", with("minimums", "{\"audio_second\": \"10\"}")),
                arguments("/regions/us", "too_fine", with("regions", "{\"us\": \"1.1000001\"}")));
    }

    /** What a schema can't say. */
    static Stream<Arguments> contradictory() throws JsonProcessingException {
        return Stream.of(
                arguments("/hours/0/zone", "not_a_zone", with("hours", hours("16:30", "00:30", "Mars/Olympus"))),
                arguments("/hours/0/to", "no_time", with("hours", hours("16:30", "16:30", "UTC"))),
                arguments(
                        "/hours/1/from",
                        "never_counts",
                        with(
                                "hours",
                                hours("16:30", "00:30", "UTC")
                                        .replace(
                                                "]",
                                                ", "
                                                        + hours("23:00", "00:10", "UTC")
                                                                .substring(1)))),
                arguments(
                        "/hours/0/prices",
                        "not_with_context_tiers",
                        with("hours", hours("16:30", "00:30", "UTC").replace("}", ", \"prices\": {\"input\": \"1\"}}"))
                                .replaceFirst("\\{", "{\"context_tiers\": [{\"over_input_tokens\": 9}],")),
                arguments("/minimums/input", "not_a_unit", with("minimums", "{\"input\": 10}")),
                arguments("/prices/inptu", "not_a_token_meter", with("prices", "{\"inptu\": \"3\"}")),
                arguments("/prices/web_search", "not_a_token_meter", with("prices", "{\"web_search\": \"10\"}")),
                arguments("/units/input", "a_token_meter", with("units", "{\"input\": \"10\"}")),
                arguments("/regions/us", "not_positive", with("regions", "{\"us\": \"0\"}")),
                arguments("/regions/us", "negative", with("regions", "{\"us\": \"-1\"}")),
                arguments(
                        "/context_tiers/1/over_input_tokens",
                        "duplicate",
                        with("context_tiers", "[{\"over_input_tokens\": 9}, {\"over_input_tokens\": 9}]")),
                arguments(
                        "/service_tiers/batch/context_tiers/0/over_input_tokens",
                        "unknown_threshold",
                        with("service_tiers", "{\"batch\": {\"context_tiers\": [{\"over_input_tokens\": 9}]}}")),
                arguments("/service_tiers/batch", "not_an_object", with("service_tiers", "{\"batch\": \"0.5\"}")));
    }

    @ParameterizedTest
    @MethodSource({"malformed", "contradictory"})
    void whatIsNoCardIsRefusedWithItsPlace(String pointer, String code, String body) throws IOException {
        // Given
        var card = Json.read(body);

        // Then
        assertThatThrownBy(() -> RateCardJson.read("acme/large", 1, card))
                .isInstanceOfSatisfying(Malformed.class, malformed -> {
                    assertThat(malformed.pointer()).isEqualTo(pointer);
                    assertThat(malformed.code()).isEqualTo(code);
                });
    }

    @Test
    void aCardUnderAnotherIdIsRefused() throws IOException {
        // Given
        var card = minimal().put("id", "acme/small");

        // Then
        assertThatThrownBy(() -> RateCardJson.read("acme/large", 1, card))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.pointer()).isEqualTo("/id"));
    }

    private static String hours(String from, String to, String zone) {
        return "[{\"from\": \"%s\", \"to\": \"%s\", \"zone\": \"%s\"}]".formatted(from, to, zone);
    }

    private static String without(String field) throws JsonProcessingException {
        return minimal().without(field).toString();
    }

    private static String with(String field, String value) throws JsonProcessingException {
        return minimal().set(field, Json.read(value)).toString();
    }

    private static ObjectNode minimal() throws JsonProcessingException {
        return (ObjectNode) Json.read("""
                {"provider": "acme", "match": {"exact": ["large"]}, "effective_from": "2026-01-01T00:00:00Z",
                 "prices": {"input": "3"}}""");
    }

    private static ObjectNode golden() throws IOException {
        try (var in = RateCardJsonTest.class.getResourceAsStream(GOLDEN)) {
            return (ObjectNode) Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
