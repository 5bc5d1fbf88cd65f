package dev.bursar.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.ingest.event.Arrival;
import dev.bursar.ingest.event.Outcome;
import dev.bursar.ingest.event.RecordReader;
import dev.bursar.ingest.event.Sender;
import dev.bursar.ingest.event.TimeWindow;
import dev.bursar.kit.security.Caller;
import dev.bursar.source.provider.ProviderResponses;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Providers' bodies on their way from a request to an event. The fixtures are those of the usage sources. */
class ReportedResponseTest {

    private static final Path FIXTURES = Path.of("../usage-sources/src/test/resources/providers");
    private static final Caller CODER =
            new Caller("coder-1", Optional.empty(), Optional.empty(), Set.of("emitter"), Set.of(), Optional.empty());
    private static final Arrival ARRIVAL = new Arrival(
            new Sender.Verified(CODER), Entrance.HTTP, Instant.parse("2026-11-22T10:15:30Z"), Optional.empty());

    private final RecordReader reader = new RecordReader(new TimeWindow(Duration.ofDays(31)));

    static Stream<Named<JsonNode>> cases() throws IOException {
        return Json.read(Files.readAllBytes(FIXTURES.resolve("expected.json")))
                .path("cases")
                .valueStream()
                .map(one -> Named.of(one.path("file").asText(), one));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyFixtureGivesItsExpectedTokensAsEvents(JsonNode expected) throws IOException {
        // Given
        var posted =
                Json.object().put("id", "fixture").put("model", "asked-for").set("response", response(expected));

        // When
        var outcomes = reader.read(ReportedResponse.event(provider(expected), posted), ARRIVAL);

        // Then
        var usage = events(outcomes).stream().map(UsageEvent::usage).reduce(Usage.NONE, Usage::plus);
        var wanted = expected.path("expected");
        assertThat(usage.count(Meter.INPUT))
                .isEqualTo(wanted.path("input_uncached").asLong());
        assertThat(usage.count(Meter.CACHE_READ))
                .isEqualTo(wanted.path("cache_read").asLong());
        assertThat(usage.count(Meter.CACHE_WRITE_5M))
                .isEqualTo(wanted.path("cache_write_5m").asLong());
        assertThat(usage.count(Meter.CACHE_WRITE_1H))
                .isEqualTo(wanted.path("cache_write_1h").asLong());
        assertThat(usage.tokensOut()).isEqualTo(wanted.path("output").asLong());
        assertThat(usage.count(Meter.REASONING))
                .isEqualTo(wanted.path("reasoning").asLong());
        assertThat(events(outcomes)).extracting(UsageEvent::identity).doesNotHaveDuplicates();
    }

    @Test
    void usageThatIsUnknownIsCountedApartFromUsageThatIsZero() {
        // Given
        var registry = new SimpleMeterRegistry();
        var counters = new EventCounters(registry);

        // When
        counters.count(Entrance.HTTP, read("openai", "{\"error\": {}}"));
        counters.count(Entrance.HTTP, read("openai", "{\"usage\": {\"prompt_tokens\": 0}}"));
        counters.count(Entrance.HTTP, read("ollama", "{\"eval_count\": 3, \"done\": true}"));
        counters.count(Entrance.HTTP, read("openai", "{\"usage\": {\"prompt_tokens\": -1}}"));

        // Then
        assertThat(count(registry, "bursar.unknown.usage", "extent", "wholly")).isEqualTo(1);
        assertThat(count(registry, "bursar.unknown.usage", "extent", "partly")).isEqualTo(1);
        assertThat(count(registry, "bursar.events", "outcome", "accepted")).isEqualTo(2);
        assertThat(count(registry, "bursar.events", "outcome", "rejected")).isEqualTo(2);
    }

    @Test
    void whatTheProviderChargedIsKeptWithTheEvent() {
        // When
        var event = events(read("openrouter", "{\"usage\": {\"prompt_tokens\": 3, \"cost\": 7.79e-05}}"))
                .get(0);

        // Then
        assertThat(event.reportedCostUsd().orElseThrow()).isEqualByComparingTo("0.0000779");
    }

    @Test
    void aBodyThatContradictsItselfIsSetAsideWithBothNumbers() {
        // When
        var outcomes =
                read("xai", "{\"usage\": {\"prompt_tokens\": 3, \"completion_tokens\": 4, \"total_tokens\": 9}}");

        // Then
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectionReason.TOTALS_CONTRADICT);
            assertThat(rejected.detail()).contains("9").contains("7");
        });
    }

    private List<Outcome> read(String provider, String response) {
        var posted = Json.object().put("id", "one").put("model", "m").set("response", TextNode.valueOf(response));
        return reader.read(ReportedResponse.event(provider, posted), ARRIVAL);
    }

    private static List<UsageEvent> events(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Accepted.class::isInstance)
                .map(outcome -> ((Outcome.Accepted) outcome).event())
                .toList();
    }

    private static long count(SimpleMeterRegistry registry, String name, String tag, String value) {
        return (long)
                registry.get(name).tag("path", "http").tag(tag, value).counter().count();
    }

    private static String provider(JsonNode expected) {
        return ProviderResponses.provider(expected.path("provider").asText()).orElseThrow();
    }

    private static JsonNode response(JsonNode expected) throws IOException {
        var file = expected.path("file").asText();
        var text = Files.readString(FIXTURES.resolve(file));
        return file.endsWith(".json") ? Json.read(text) : TextNode.valueOf(text);
    }
}
