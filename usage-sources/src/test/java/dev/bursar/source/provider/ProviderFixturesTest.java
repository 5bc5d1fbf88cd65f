package dev.bursar.source.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Usage;
import dev.bursar.source.provider.CallOutcome.Refused;
import dev.bursar.source.provider.CallOutcome.Understood;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every provider fixture, as an object where it is one and as text. */
class ProviderFixturesTest {

    private static final Map<String, Meter> METERS = Map.of(
            "input_uncached", Meter.INPUT,
            "cache_read", Meter.CACHE_READ,
            "cache_write_5m", Meter.CACHE_WRITE_5M,
            "cache_write_1h", Meter.CACHE_WRITE_1H);

    private static final Map<String, Meter> UNITS =
            Map.of("web_search_requests", Meter.WEB_SEARCH, "search_units", Meter.SEARCH);

    static Stream<Named<JsonNode>> cases() {
        var cases = Fixtures.json(Fixtures.text("providers/expected.json")).path("cases");
        return Stream.iterate(0, i -> i < cases.size(), i -> i + 1)
                .map(cases::get)
                .map(one -> Named.of(one.path("file").asText(), one));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTextOfAPayloadIsUnderstood(JsonNode expected) {
        // Given
        var text = TextNode.valueOf(text(expected));

        // When
        var outcomes = ProviderResponses.understand(response(expected, text));

        // Then
        assertExpected(expected, outcomes);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anObjectIsUnderstoodAsItsTextIs(JsonNode expected) {
        // Given
        var text = text(expected);
        var body = expected.path("file").asText().endsWith(".json") ? Fixtures.json(text) : TextNode.valueOf(text);

        // When
        var outcomes = ProviderResponses.understand(response(expected, body));

        // Then
        assertThat(outcomes).isEqualTo(ProviderResponses.understand(response(expected, TextNode.valueOf(text))));
    }

    private static ProviderResponse response(JsonNode expected, JsonNode body) {
        return new ProviderResponse(folder(expected), Optional.empty(), body, Optional.of("asked-for"));
    }

    private static void assertExpected(JsonNode expected, List<CallOutcome> outcomes) {
        if (!expected.path("usage_present").asBoolean() && !expected.has("other_units")) {
            assertThat(outcomes)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.NO_USAGE));
            return;
        }
        var calls = outcomes.stream()
                .filter(Understood.class::isInstance)
                .map(outcome -> ((Understood) outcome).call())
                .toList();
        var sum = calls.stream().map(UnderstoodCall::usage).reduce(Usage.NONE, Usage::plus);
        assertThat(counts(sum)).isEqualTo(wanted(expected.path("expected")));
        assertThat(sum.tokens() == 0).isEqualTo(expected.path("expected").isNull());
        UNITS.forEach((name, meter) -> assertThat(sum.count(meter))
                .isEqualTo(expected.path("other_units").path(name).asLong()));
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.provider())
                    .isEqualTo(ProviderResponses.provider(folder(expected)).orElseThrow());
            assertThat(call.approximate()).isEqualTo(isBound(expected));
            assertThat(call.reportedCostUsd().map(BigDecimal::stripTrailingZeros))
                    .isEqualTo(reported(expected));
            assertThat(call.model()).isEqualTo(expected.path("model").asText("asked-for"));
        });
    }

    private static boolean isBound(JsonNode expected) {
        return expected.path("incomplete").asBoolean(false)
                || !expected.path("input_known").asBoolean(true);
    }

    private static Optional<BigDecimal> reported(JsonNode expected) {
        return expected.has("reported_cost_usd")
                ? Optional.of(expected.path("reported_cost_usd").decimalValue().stripTrailingZeros())
                : Optional.empty();
    }

    private static Map<String, Long> wanted(JsonNode expected) {
        var wanted = new TreeMap<String, Long>();
        METERS.keySet().forEach(name -> wanted.put(name, expected.path(name).asLong()));
        wanted.put("reasoning", expected.path("reasoning").asLong());
        wanted.put(
                "output",
                expected.path("output").asLong() - expected.path("reasoning").asLong());
        return wanted;
    }

    private static Map<String, Long> counts(Usage usage) {
        var counts = new TreeMap<String, Long>();
        METERS.forEach((name, meter) -> counts.put(name, usage.count(meter)));
        counts.put("reasoning", usage.count(Meter.REASONING));
        counts.put("output", usage.count(Meter.OUTPUT));
        return counts;
    }

    private static String folder(JsonNode expected) {
        var file = expected.path("file").asText();
        return file.substring(0, file.indexOf('/'));
    }

    private static String text(JsonNode expected) {
        return Fixtures.text("providers/" + expected.path("file").asText());
    }
}
