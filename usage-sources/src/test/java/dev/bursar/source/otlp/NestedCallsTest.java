package dev.bursar.source.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several spans around one call, in one export. */
class NestedCallsTest {

    private static final String CHAT = "gen_ai.operation.name=chat gen_ai.request.model=m ";

    /** Each within the one before; null is a span that tells of no call. */
    private static OtlpExport within(String... spans) {
        return Exports.ofJson(json(spans));
    }

    private static String json(String... spans) {
        var all = new StringBuilder();
        for (int i = spans.length; i > 0; i--) {
            all.append(all.isEmpty() ? "" : ", ")
                    .append("""
                    {"traceId": "0a", "spanId": "0%d", "parentSpanId": "0%d", "attributes": %s}""".formatted(i, i - 1, spans[i - 1] == null ? "[]" : Exports.attributes(spans[i - 1])));
        }
        return "{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [" + all + "]}]}]}";
    }

    private static String counts(int in, int out) {
        return CHAT + "gen_ai.usage.input_tokens=" + in + " gen_ai.usage.output_tokens=" + out;
    }

    @Test
    void theOneThatKnowsTheCacheCountsAndTheOthersWordsAreKept() {
        // Given
        var kit = counts(10, 50) + " gen_ai.system=aws.bedrock gen_ai.usage.cache_read_input_tokens=2000"
                + " gen_ai.usage.total_tokens=2060 bursar.step=proposal";
        var client = counts(10, 50) + " gen_ai.system=aws.bedrock gen_ai.response.id=resp-0123456789ab bursar.team=x";

        // When
        var calls = Exports.calls(within(kit, null, client));

        // Then
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).usage())
                .isEqualTo(Usage.of(Map.of(Meter.INPUT, 10L, Meter.CACHE_READ, 2000L, Meter.OUTPUT, 50L)));
        assertThat(calls.get(0).responseId()).contains("resp-0123456789ab");
        assertThat(calls.get(0).labels()).containsEntry("step", "proposal").containsEntry("team", "x");
        assertThat(calls.get(0).approximate()).isFalse();
    }

    @Test
    void threeAroundOneCallAreOne() {
        // When
        var calls = Exports.calls(within(
                counts(100, 5) + " gen_ai.response.id=chatcmpl-0123456789ab",
                counts(100, 5),
                counts(100, 5) + " gen_ai.usage.cache_read.input_tokens=60"));

        // Then
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).usage())
                .isEqualTo(Usage.of(Map.of(Meter.INPUT, 40L, Meter.CACHE_READ, 60L, Meter.OUTPUT, 5L)));
        assertThat(calls.get(0).responseId()).contains("chatcmpl-0123456789ab");
    }

    @Test
    void aCallThatAnotherOneMadeIsItsOwn() {
        assertThat(Exports.calls(within(counts(100, 5), counts(100, 6)))).hasSize(2);
        assertThat(Exports.calls(within(counts(100, 5), counts(90, 5)))).hasSize(2);
    }

    @Test
    void aSpanWithoutCountsWithinACallIsNotMissed() {
        // Given
        var known = counts(100, 5);

        // Then
        assertThat(Exports.calls(within(known, CHAT))).hasSize(1);
        assertThat(OtlpCalls.understand(within(null, CHAT)).outcomes())
                .singleElement()
                .isInstanceOf(OtlpOutcome.Refused.class);
    }

    @Test
    void callsWithoutCountsThatAnotherOneMadeAreMissed() {
        // Given: two beside each other within one
        var two = json(counts(100, 5), CHAT, CHAT).replace("\"parentSpanId\": \"02\"", "\"parentSpanId\": \"01\"");

        // Then
        assertThat(OtlpCalls.understand(Exports.ofJson(two)).outcomes()).hasSize(3);
    }

    @Test
    void aCallNamesTheSpanAroundItThatCameApart() {
        assertThat(Exports.calls(within(counts(100, 5))).get(0).within()).isEmpty();
        assertThat(Exports.calls(apart(counts(100, 5))).get(0).within()).contains("0a-07");
        assertThat(Exports.calls(apart(counts(100, 5), null, counts(100, 5))))
                .singleElement()
                .satisfies(call -> assertThat(call.within()).contains("0a-07"));
        assertThat(Exports.calls(apart(counts(101, 5), counts(100, 5))))
                .extracting(OtlpCall::within)
                .containsExactlyInAnyOrder(Optional.of("0a-07"), Optional.empty());
    }

    /** The same, the outermost within a span that is not there. */
    private static OtlpExport apart(String... spans) {
        return Exports.ofJson(json(spans).replace("\"parentSpanId\": \"00\"", "\"parentSpanId\": \"07\""));
    }
}
