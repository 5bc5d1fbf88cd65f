package dev.bursar.ingest.event;

import static dev.bursar.contract.usage.RejectionReason.MALFORMED;
import static dev.bursar.contract.usage.RejectionReason.NOT_AUTHORIZED;
import static dev.bursar.contract.usage.RejectionReason.NO_IDENTITY;
import static dev.bursar.contract.usage.RejectionReason.NO_MODEL;
import static dev.bursar.contract.usage.RejectionReason.NO_USAGE;
import static dev.bursar.contract.usage.RejectionReason.TIME_IN_FUTURE;
import static dev.bursar.contract.usage.RejectionReason.TOO_LARGE;
import static dev.bursar.contract.usage.RejectionReason.TOO_OLD;
import static dev.bursar.contract.usage.RejectionReason.UNKNOWN_PROVIDER;
import static dev.bursar.contract.usage.RejectionReason.UNKNOWN_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.kit.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final Caller CODER = caller(Optional.empty(), Optional.empty(), Set.of());

    private final RecordReader reader = new RecordReader(new TimeWindow(Duration.ofDays(31)));

    private static Caller caller(Optional<Set<String>> teams, Optional<Set<String>> projects, Set<String> actFor) {
        return new Caller("coder-1", teams, projects, Set.of("emitter"), actFor, Optional.empty());
    }

    private static Arrival from(Sender sender) {
        return new Arrival(sender, Entrance.HTTP, NOW, Optional.empty());
    }

    private static Arrival fromCoder() {
        return from(new Sender.Verified(CODER));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.read(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ObjectNode event() {
        return json("""
                {"specversion": "1.0", "type": "dev.bursar.usage.v1", "source": "agents/coder-1", "id": "m-1",
                 "time": "2026-11-22T10:00:00Z", "bursarpath": "http/body",
                 "data": {"provider": "anthropic", "model": "claude-sonnet-4-5", "usage": {"input": 12, "output": 3}}}""");
    }

    private static ObjectNode response(String body) {
        var event = json("""
                {"specversion": "1.0", "type": "dev.bursar.usage.response.v1", "id": "m-1",
                 "data": {"provider": "openai", "team": "platform", "tags": {"env": "prod"}, "hold": "hld_1"}}""");
        ((ObjectNode) event.get("data")).set("response", json(body));
        return event;
    }

    private static final String CHAT = """
            {"id": "chatcmpl-Abcdefghijklmnop", "model": "gpt-4.1-2025-04-14", "object": "chat.completion",
             "choices": [{"message": {"content": "forty-two"}}],
             "usage": {"prompt_tokens": 20, "completion_tokens": 7, "total_tokens": 27}}""";

    private UsageEvent accepted(ObjectNode event, Arrival arrival) {
        var outcomes = reader.read(event, arrival);
        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcomes.get(0)).event();
    }

    private Outcome.Rejected rejected(ObjectNode event, Arrival arrival) {
        var outcomes = reader.read(event, arrival);
        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Rejected.class);
        return (Outcome.Rejected) outcomes.get(0);
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.get("data");
    }

    @Test
    void anEventIsTheTokensUnlessItSaysOtherwise() {
        // When
        var event = accepted(event(), fromCoder());

        // Then
        assertThat(event.dimensions().principal()).isEqualTo("coder-1");
        assertThat(event.source()).isEqualTo("agents/coder-1");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
    }

    @Test
    void thePathIsStampedNotTaken() {
        assertThat(accepted(event(), fromCoder()).path().text()).isEqualTo("http/direct");
    }

    @Test
    void aForgedPrincipalTeamOrProjectIsNotAuthorized() {
        // Given
        var limited = from(new Sender.Verified(
                caller(Optional.of(Set.of("platform")), Optional.of(Set.of("hypercode")), Set.of("agents-*"))));
        var principal = event();
        data(principal).put("principal", "coder-2");
        var team = event();
        data(team).put("team", "data");
        var project = event();
        data(project).put("project", "other");

        // Then
        assertThat(rejected(principal, limited).reason()).isEqualTo(NOT_AUTHORIZED);
        assertThat(rejected(team, limited).reason()).isEqualTo(NOT_AUTHORIZED);
        assertThat(rejected(project, limited).reason()).isEqualTo(NOT_AUTHORIZED);
    }

    @Test
    void aGatewayReportsForThoseItActsForInItsOnlyTeam() {
        // Given
        var gateway = from(
                new Sender.Verified(caller(Optional.of(Set.of("platform")), Optional.empty(), Set.of("agents-*"))));
        var event = event();
        data(event).put("principal", "agents-7").put("project", "any");

        // When
        var dimensions = accepted(event, gateway).dimensions();

        // Then
        assertThat(dimensions.principal()).isEqualTo("agents-7");
        assertThat(dimensions.get("team")).contains("platform");
        assertThat(dimensions.get("project")).contains("any");
    }

    @Test
    void aTrustedTopicsRecordMustSayWhoItIsFor() {
        // Given
        var named = event();
        data(named).put("principal", "anyone");

        // Then
        assertThat(accepted(named, from(new Sender.TrustedTopic())).dimensions().principal())
                .isEqualTo("anyone");
        assertThat(rejected(event(), from(new Sender.TrustedTopic())).reason()).isEqualTo(MALFORMED);
    }

    @Test
    void aProvidersBodyBecomesTheSameKindOfEvent() {
        // When
        var event = accepted(response(CHAT), fromCoder());

        // Then
        assertThat(event.path().text()).isEqualTo("http/body");
        assertThat(event.source()).isEqualTo("urn:bursar:http");
        assertThat(event.time()).isEqualTo(NOW);
        assertThat(event.responseId()).contains("chatcmpl-Abcdefghijklmnop");
        assertThat(event.usage().tokensIn()).isEqualTo(20);
        assertThat(event.usage().tokensOut()).isEqualTo(7);
        assertThat(event.dimensions().get("team")).contains("platform");
        assertThat(event.dimensions().get("tags.env")).contains("prod");
        assertThat(event.hold().orElseThrow().id()).isEqualTo("hld_1");
    }

    @Test
    void oneCallOnTwoPathsHasOneIdentity() {
        // Given
        var posted = response(CHAT);
        posted.put("id", "other");
        var direct = event();
        data(direct)
                .put("provider", "openai")
                .put("model", "gpt-4.1-2025-04-14")
                .put("response_id", "chatcmpl-Abcdefghijklmnop");

        // Then
        assertThat(accepted(posted, fromCoder()).identity())
                .isEqualTo(accepted(direct, fromCoder()).identity());
    }

    @Test
    void theProvidersAliasIsTheProvider() {
        // Given
        var event = event();
        data(event).put("provider", "gemini");

        // Then
        assertThat(accepted(event, fromCoder()).dimensions().provider()).isEqualTo("google");
    }

    @Test
    void withoutAnIdTheProvidersOwnServesIfItIsUnique() {
        // Given
        var unique = response(CHAT);
        unique.remove("id");
        var counted = response(CHAT.replace("chatcmpl-Abcdefghijklmnop", "chatcmpl-17"));
        counted.remove("id");

        // Then
        assertThat(accepted(unique, fromCoder()).id()).isEqualTo("chatcmpl-Abcdefghijklmnop");
        assertThat(rejected(counted, fromCoder()).reason()).isEqualTo(NO_IDENTITY);
    }

    @Test
    void anIdempotencyKeyServesAsIdAndEachRecordOfABatchHasItsOwn() {
        // Given
        var event = event();
        event.remove("id");
        var keyed = new Arrival(new Sender.Verified(CODER), Entrance.HTTP, NOW, Optional.of("key-1"));

        // Then
        assertThat(accepted(event, keyed).id()).isEqualTo("key-1");
        assertThat(accepted(event, keyed.at(0)).id())
                .isNotEqualTo(accepted(event, keyed.at(1)).id());
    }

    @Test
    void aBatchResultGivesAnEventPerLineAndOneBadLineFailsNoOther() {
        // Given
        var event = response(CHAT);
        data(event).put("response", """
                        {"custom_id": "a", "response": {"body": {"id": "chatcmpl-Aaaaaaaaaaaaaaaa", "model": "gpt-4.1", "usage": {"prompt_tokens": 1, "completion_tokens": 2}}}}
                        {"custom_id": "b", "response": {"body": {"error": "no"}}}
                        {"custom_id": "c", "response": {"body": {"id": "chatcmpl-3", "model": "gpt-4.1", "usage": {"prompt_tokens": 1, "completion_tokens": 2}}}}
                        {"custom_id": "d", "response": {"body": {"id": "chatcmpl-3", "model": "gpt-4.1", "usage": {"prompt_tokens": 1, "completion_tokens": 2}}}}
                        """);

        // When
        var outcomes = reader.read(event, fromCoder());

        // Then
        assertThat(outcomes).hasSize(4);
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class, o -> assertThat(o.reason()).isEqualTo(NO_USAGE));
        assertThat(List.of(outcomes.get(0), outcomes.get(2), outcomes.get(3)))
                .extracting(o -> ((Outcome.Accepted) o).event())
                .satisfies(events ->
                        assertThat(events).extracting(UsageEvent::identity).doesNotHaveDuplicates())
                .extracting(UsageEvent::id)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:20:30Z, ",
        "2026-11-22T10:20:31Z, TIME_IN_FUTURE",
        "2026-10-22T10:15:30Z, ",
        "2026-10-22T10:15:29Z, TOO_OLD",
        "2026-11-22T11:00:00+01:00, ",
        "yesterday, MALFORMED"
    })
    void anEventsTimeIsFrom31DaysBackTo5MinutesAhead(String time, RejectionReason reason) {
        // Given
        var event = event();
        event.put("time", time);

        // When
        var outcome = reader.read(event, fromCoder()).get(0);

        // Then
        if (reason == null) {
            assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        } else {
            assertThat(((Outcome.Rejected) outcome).reason())
                    .isEqualTo(reason)
                    .isIn(TIME_IN_FUTURE, TOO_OLD, MALFORMED);
        }
    }

    @Test
    void whatIsMissingOrStrangeHasItsReason() {
        // Given
        var type = event();
        type.put("type", "com.example.else");
        var version = event();
        version.put("specversion", "0.3");
        var model = event();
        data(model).remove("model");
        var usage = event();
        data(usage).remove("usage");
        var provider = response(CHAT);
        data(provider).put("provider", "nobody");
        var noResponse = response(CHAT);
        data(noResponse).remove("response");

        // Then
        assertThat(rejected(type, fromCoder()).reason()).isEqualTo(UNKNOWN_TYPE);
        assertThat(rejected(version, fromCoder()).reason()).isEqualTo(MALFORMED);
        assertThat(rejected(model, fromCoder()).reason()).isEqualTo(NO_MODEL);
        assertThat(rejected(usage, fromCoder()).reason()).isEqualTo(NO_USAGE);
        assertThat(rejected(provider, fromCoder()).reason()).isEqualTo(UNKNOWN_PROVIDER);
        assertThat(rejected(noResponse, fromCoder()).reason()).isEqualTo(MALFORMED);
        assertThat(reader.read(Json.object().arrayNode(), fromCoder()).get(0))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class, o -> assertThat(o.reason()).isEqualTo(MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "line\\nbreak"})
    void attributionIsPrintable(String value) {
        // Given
        var event = event();
        data(event).set("mission", json("{\"v\": \"" + value + "\"}").get("v"));

        // Then
        assertThat(rejected(event, fromCoder()).reason()).isEqualTo(MALFORMED);
    }

    @Test
    void attributionIsNoLongerThan256Characters() {
        // Given
        var fits = event();
        data(fits).put("mission", "m".repeat(256));
        var tooLong = event();
        data(tooLong).put("mission", "m".repeat(257));

        // Then
        assertThat(accepted(fits, fromCoder()).dimensions().get("mission")).isPresent();
        assertThat(rejected(tooLong, fromCoder()).reason()).isEqualTo(MALFORMED);
    }

    @Test
    void moreTagsThanFitIntoARecordAreTooLarge() {
        // Given
        var event = event();
        var tags = data(event).putObject("tags");
        for (int i = 0; i < 200; i++) {
            tags.put("tag" + i, "x".repeat(250));
        }

        // Then
        assertThat(rejected(event, fromCoder()).reason()).isEqualTo(TOO_LARGE);
    }

    @Test
    void sequenceIsAnIntegerInEitherSpelling() {
        // Given
        var number = event().put("sequence", 7);
        var text = event().put("sequence", "7");
        var neither = event().put("sequence", "seven");

        // Then
        assertThat(accepted(number, fromCoder()).sequence()).isEqualTo(7);
        assertThat(accepted(text, fromCoder()).sequence()).isEqualTo(7);
        assertThat(rejected(neither, fromCoder()).reason()).isEqualTo(MALFORMED);
    }

    @Test
    void contentMayBePackedAsBase64() {
        // Given
        var event = event();
        event.put("data_base64", java.util.Base64.getEncoder().encodeToString(Json.bytes(event.remove("data"))));

        // Then
        assertThat(accepted(event, fromCoder()).usage().tokens()).isEqualTo(15);
    }

    @Test
    void whatIsSetAsideKeepsNumbersAndNoText() {
        // Given
        var event = response(CHAT);
        data(event).remove("team");
        ((ObjectNode) data(event).get("response")).remove("usage");

        // When
        var rejected = rejected(event, fromCoder());

        // Then
        assertThat(rejected.reason()).isEqualTo(NO_USAGE);
        assertThat(rejected.principal()).contains("coder-1");
        assertThat(rejected.redacted().toString()).doesNotContain("forty-two").doesNotContain("gpt-4.1");
        assertThat(rejected.redacted()
                        .at("/data/response/choices/0/message/content/length")
                        .intValue())
                .isEqualTo(9);
    }
}
