package dev.bursar.contract.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.UsageEvent.HoldReference;
import dev.bursar.contract.usage.UsageEvent.Scope;
import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.contract.usage.UsagePath.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageEventJsonTest {

    private static final Envelope ENVELOPE = new Envelope(
            "agents/coder-1",
            "msg_01A",
            Instant.parse("2026-11-22T10:15:30Z"),
            new UsagePath(Entrance.HTTP, Form.DIRECT),
            0);

    @Test
    void anEventIsWrittenAsItAlwaysWas() {
        // Given
        var golden = golden();

        // When
        var written = UsageEventJson.write(published(golden));

        // Then
        assertThat(pretty(written)).isEqualTo(pretty(golden));
    }

    @Test
    void everyFieldIsRead() {
        // When
        var event = published(golden());

        // Then
        assertThat(event.path()).isEqualTo(new UsagePath(Entrance.HTTP, Form.DIRECT));
        assertThat(event.sequence()).isEqualTo(7);
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-22T10:15:30Z"));
        assertThat(event.dimensions().get("tags.env")).contains("prod");
        assertThat(event.dimensions().values()).hasSize(14);
        assertThat(event.usage().tokens()).isEqualTo(4450);
        assertThat(event.series()).contains(new Series("s-7", true));
        assertThat(event.scope()).isEqualTo(Scope.RUN);
        assertThat(event.outcome()).isEqualTo("error");
        assertThat(event.approximate()).isTrue();
        assertThat(event.durationMillis()).hasValue(1834);
        assertThat(event.hold()).contains(new HoldReference("hld_01J", false));
        assertThat(event.reportedCostUsd())
                .hasValueSatisfying(usd -> assertThat(usd).isEqualByComparingTo("0.0123"));
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        // Given
        var event = published(golden());

        // When
        var again = published(UsageEventJson.write(event));

        // Then
        assertThat(again).isEqualTo(event);
        assertThat(again.identity()).isEqualTo(event.identity());
        assertThat(again.contentHash()).isEqualTo(event.contentHash());
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        // When
        var event = read(minimal());

        // Then
        assertThat(event.scope()).isEqualTo(Scope.CALL);
        assertThat(event.outcome()).isEqualTo("ok");
        assertThat(event.approximate()).isFalse();
        assertThat(event.hold()).isEmpty();
        assertThat(event.durationMillis()).isEmpty();
    }

    @Test
    void aHoldEndsWithItsEventUnlessTheEventSaysOtherwise() {
        // When
        var event = read(minimal().put("hold", "hld_01J"));

        // Then
        assertThat(event.hold()).contains(new HoldReference("hld_01J", true));
    }

    @Test
    void nullAndAbsentAreTheSame() {
        // Given
        var data = minimal();
        for (var field :
                new String[] {"series", "scope", "hold", "hold_final", "duration_ms", "reported_cost_usd", "tags"}) {
            data.putNull(field);
        }

        // Then
        assertThat(read(data)).isEqualTo(read(minimal()));
    }

    @Test
    void unknownFieldsAreIgnoredBecauseNewerWritersHaveMore() {
        assertThat(read(minimal().put("colour", "blue"))).isEqualTo(read(minimal()));
    }

    @Test
    void aMeterNobodyKnowsIsKept() {
        // When
        var event = read((ObjectNode) json("""
                {"principal": "p", "provider": "x", "model": "m", "usage": {"dream_minute": 3, "input": 2},
                 "total_tokens": 2}"""));

        // Then
        assertThat(event.usage().count(new Meter("dream_minute"))).isEqualTo(3);
    }

    @Test
    void zeroIsAValueAndAbsentIsUnknown() {
        // When
        var event = read(
                (ObjectNode)
                        json(
                                "{\"principal\": \"p\", \"provider\": \"x\", \"model\": \"m\", \"usage\": {\"input\": 0, \"output\": null}}"));

        // Then
        assertThat(event.usage().counts()).containsOnlyKeys(Meter.INPUT);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(RejectionReason.MALFORMED, "{\"principal\": 7}"),
                arguments(RejectionReason.MALFORMED, "{\"principal\": \"\"}"),
                arguments(RejectionReason.MALFORMED, "{\"principal\": \"a\\u0000b\"}"),
                arguments(RejectionReason.MALFORMED, "{\"principal\": null}"),
                arguments(RejectionReason.MALFORMED, "{\"team\": \"" + "t".repeat(257) + "\"}"),
                arguments(RejectionReason.MALFORMED, "{\"tags\": [\"env\"]}"),
                arguments(RejectionReason.MALFORMED, "{\"tags\": {\"env\": 1}}"),
                arguments(RejectionReason.UNKNOWN_PROVIDER, "{\"provider\": null}"),
                arguments(RejectionReason.NO_MODEL, "{\"model\": null}"),
                arguments(RejectionReason.NO_USAGE, "{\"usage\": null}"),
                arguments(RejectionReason.NO_USAGE, "{\"usage\": {}}"),
                arguments(RejectionReason.NO_USAGE, "{\"usage\": {\"input\": null}}"),
                arguments(RejectionReason.NO_USAGE, "{\"usage\": [1]}"),
                arguments(RejectionReason.MALFORMED, "{\"usage\": {\"Input\": 1}}"),
                arguments(RejectionReason.MALFORMED, "{\"usage\": {\"input\": \"1\"}}"),
                arguments(RejectionReason.MALFORMED, "{\"usage\": {\"input\": true}}"),
                arguments(RejectionReason.NEGATIVE_COUNT, "{\"usage\": {\"input\": -1}}"),
                arguments(RejectionReason.NOT_WHOLE, "{\"usage\": {\"input\": 1.5}}"),
                arguments(RejectionReason.COUNT_TOO_LARGE, "{\"usage\": {\"input\": 1000000000001}}"),
                arguments(RejectionReason.COUNT_TOO_LARGE, "{\"usage\": {\"input\": 1e99}}"),
                arguments(RejectionReason.TOTALS_CONTRADICT, "{\"total_tokens\": 4}"),
                arguments(RejectionReason.MALFORMED, "{\"series\": \"s-1\"}"),
                arguments(RejectionReason.MALFORMED, "{\"series\": {}}"),
                arguments(RejectionReason.MALFORMED, "{\"series\": {\"id\": \"s-1\", \"start\": 1}}"),
                arguments(RejectionReason.MALFORMED, "{\"series\": {\"id\": \"s-1\", \"start\": \"false\"}}"),
                arguments(RejectionReason.MALFORMED, "{\"scope\": \"day\"}"),
                arguments(RejectionReason.MALFORMED, "{\"duration_ms\": -1}"),
                arguments(RejectionReason.MALFORMED, "{\"duration_ms\": 1.5}"),
                arguments(RejectionReason.MALFORMED, "{\"approximate\": \"yes\"}"),
                arguments(RejectionReason.MALFORMED, "{\"hold\": \"hld_01J\", \"hold_final\": \"no\"}"),
                arguments(RejectionReason.MALFORMED, "{\"reported_cost_usd\": 0.01}"),
                arguments(RejectionReason.MALFORMED, "{\"reported_cost_usd\": \"-0.01\"}"),
                arguments(RejectionReason.MALFORMED, "{\"reported_cost_usd\": \"1e-2\"}"),
                arguments(RejectionReason.MALFORMED, "{\"reported_cost_usd\": \"1000000000.01\"}"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeUnderstoodIsRefusedWithItsReason(RejectionReason reason, String fields) {
        // Given
        var data = minimal();
        data.setAll((ObjectNode) json(fields));

        // When
        var reading = UsageEventJson.read(ENVELOPE, data);

        // Then
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.reason())
                                .as(refused.detail())
                                .isEqualTo(reason));
    }

    @Test
    void aContradictionNamesBothNumbers() {
        // When
        var reading = UsageEventJson.read(ENVELOPE, minimal().put("total_tokens", 4));

        // Then
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.detail()).contains("4").contains("3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{}",
                "{\"type\": \"dev.bursar.usage.v1\"}",
                "{\"type\": \"dev.bursar.usage.v1\", \"bursarpath\": \"smoke/signal\"}",
                "{\"type\": \"dev.bursar.usage.v1\", \"bursarpath\": \"http/body\", \"source\": \"s\", \"id\": \"1\"}"
            })
    void whatIngestDidNotPublishIsRefused(String record) {
        assertThat(UsageEventJson.readPublished(record.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Reading.Refused.class);
    }

    private static UsageEvent read(JsonNode data) {
        return event(UsageEventJson.read(ENVELOPE, data));
    }

    private static UsageEvent published(JsonNode message) {
        return event(UsageEventJson.readPublished(Json.bytes(message)));
    }

    private static UsageEvent event(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return ((Reading.Read) reading).event();
    }

    private static ObjectNode minimal() {
        return (ObjectNode)
                json("{\"principal\": \"p\", \"provider\": \"acme\", \"model\": \"large\", \"usage\": {\"input\": 3}}");
    }

    private static JsonNode golden() {
        try (var in = UsageEventJsonTest.class.getResourceAsStream("/dev/bursar/contract/usage/usage-event.json")) {
            return Json.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pretty(JsonNode node) {
        return node.toPrettyString();
    }
}
