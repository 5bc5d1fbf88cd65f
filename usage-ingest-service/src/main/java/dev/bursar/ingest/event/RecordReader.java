package dev.bursar.ingest.event;

import static dev.bursar.contract.usage.RejectionReason.MALFORMED;
import static dev.bursar.contract.usage.RejectionReason.NO_IDENTITY;
import static dev.bursar.contract.usage.RejectionReason.TOO_LARGE;
import static dev.bursar.contract.usage.RejectionReason.UNKNOWN_PROVIDER;
import static dev.bursar.contract.usage.RejectionReason.UNKNOWN_TYPE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.Envelope;
import dev.bursar.contract.usage.EventIdentity;
import dev.bursar.contract.usage.Reading;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsageEventJson;
import dev.bursar.contract.usage.UsagePath;
import dev.bursar.contract.usage.UsagePath.Form;
import dev.bursar.source.provider.CallOutcome;
import dev.bursar.source.provider.ProviderResponse;
import dev.bursar.source.provider.ProviderResponses;
import java.util.List;
import java.util.Optional;

/** Reads a record, brought into the form of a structured CloudEvent, as usage events. */
public class RecordReader {

    /** A provider's body, untouched. */
    public static final String RESPONSE_TYPE = "dev.bursar.usage.response.v1";

    /** The source of a record whose sender names none. */
    public static final String DEFAULT_SOURCE = "urn:bursar:http";

    /** An event must fit into a Kafka record with room to spare. */
    private static final int MAX_LABELS = 32_768;

    private static final int MAX_METERS = 100;

    private final TimeWindow window;

    public RecordReader(TimeWindow window) {
        this.window = window;
    }

    /** One outcome for each call in the record, at least one. */
    public List<Outcome> read(JsonNode event, Arrival arrival) {
        try {
            if (!(event instanceof ObjectNode object)) {
                throw new Refusal(MALFORMED, "the record is not a JSON object");
            }
            return readObject(object, arrival);
        } catch (Refusal refusal) {
            return List.of(rejected(event, arrival, refusal.reason(), refusal.getMessage()));
        }
    }

    /** A record that is refused before its content is looked at. */
    public Outcome rejected(JsonNode event, Arrival arrival, RejectionReason reason, String detail) {
        var form = RESPONSE_TYPE.equals(event.path("type").textValue()) ? Form.BODY : Form.DIRECT;
        return new Outcome.Rejected(
                reason,
                detail,
                new UsagePath(arrival.entrance(), form),
                Attributes.readable(event, "source"),
                Attributes.readable(event, "id").or(arrival::fallbackId),
                Attributes.readable(event.path("data"), Dimensions.PRINCIPAL).or(() -> tokensPrincipal(arrival)),
                Redaction.of(event));
    }

    private static Optional<String> tokensPrincipal(Arrival arrival) {
        return arrival.sender() instanceof Sender.Verified verified
                ? Optional.of(verified.caller().principal())
                : Optional.empty();
    }

    private List<Outcome> readObject(ObjectNode event, Arrival arrival) {
        Attributes.requireVersion(event);
        var type = event.path("type").asText();
        if (!type.equals(UsageEventJson.TYPE) && !type.equals(RESPONSE_TYPE)) {
            throw new Refusal(UNKNOWN_TYPE, "type is neither " + UsageEventJson.TYPE + " nor " + RESPONSE_TYPE);
        }
        var content = Authorship.complete(Attributes.content(event), arrival.sender());
        return type.equals(RESPONSE_TYPE) ? body(event, content, arrival) : direct(event, content, arrival);
    }

    private List<Outcome> direct(ObjectNode event, ObjectNode content, Arrival arrival) {
        Attributes.readable(content, Dimensions.PROVIDER)
                .flatMap(ProviderResponses::provider)
                .ifPresent(provider -> content.put(Dimensions.PROVIDER, provider));
        return List.of(outcome(event, content, arrival, Form.DIRECT));
    }

    private List<Outcome> body(ObjectNode event, ObjectNode content, Arrival arrival) {
        var provider = Attributes.text(content, Dimensions.PROVIDER)
                .orElseThrow(() -> new Refusal(UNKNOWN_PROVIDER, "data.provider is missing"));
        if (!content.has("response")) {
            throw new Refusal(MALFORMED, "data.response is missing");
        }
        var response = new ProviderResponse(
                provider,
                Attributes.text(content, "api"),
                content.get("response"),
                Attributes.text(content, Dimensions.MODEL));
        return ProviderResponses.understand(response).stream()
                .map(call -> outcome(event, content, arrival, call))
                .toList();
    }

    private Outcome outcome(ObjectNode event, ObjectNode sent, Arrival arrival, CallOutcome call) {
        if (call instanceof CallOutcome.Understood understood) {
            return outcome(event, NormalisedCall.of(understood.call(), sent), arrival, Form.BODY);
        }
        var refused = (CallOutcome.Refused) call;
        return rejected(event, arrival, refused.reason(), refused.detail());
    }

    private Outcome outcome(ObjectNode event, ObjectNode content, Arrival arrival, Form form) {
        try {
            var reading = UsageEventJson.read(envelope(event, content, arrival, form), content);
            if (reading instanceof Reading.Read read) {
                requireSize(read.event());
                return new Outcome.Accepted(read.event());
            }
            var refused = (Reading.Refused) reading;
            return rejected(event, arrival, refused.reason(), refused.detail());
        } catch (Refusal refusal) {
            return rejected(event, arrival, refusal.reason(), refusal.getMessage());
        }
    }

    private static void requireSize(UsageEvent event) {
        var labels = event.dimensions().values().entrySet().stream()
                .mapToInt(label -> label.getKey().length() + label.getValue().length())
                .sum();
        if (labels > MAX_LABELS || event.usage().counts().size() > MAX_METERS) {
            throw new Refusal(
                    TOO_LARGE, "more than " + MAX_LABELS + " characters of labels or " + MAX_METERS + " meters");
        }
    }

    private Envelope envelope(ObjectNode event, ObjectNode content, Arrival arrival, Form form) {
        var time = Attributes.time(event, arrival.receivedAt());
        window.require(time, arrival.receivedAt());
        var id = Attributes.text(event, "id")
                .or(arrival::fallbackId)
                .or(() -> Attributes.readable(content, "response_id").filter(EventIdentity::isUnique))
                .orElseThrow(() -> new Refusal(
                        NO_IDENTITY, "neither an id, nor an Idempotency-Key, nor a provider's own id that is unique"));
        return new Envelope(
                Attributes.text(event, "source").orElse(DEFAULT_SOURCE),
                form == Form.BODY ? ofPart(id, content) : id,
                time,
                new UsagePath(arrival.entrance(), form),
                Attributes.sequence(event));
    }

    /** Several calls of one body are told apart by more than their place: {@code msg_01A#claude-opus-4-8}. */
    private static String ofPart(String id, ObjectNode content) {
        var whole = content.has("part") ? id + "#" + content.get("part").textValue() : id;
        if (!Dimensions.isValue(whole)) {
            throw new Refusal(MALFORMED, "id and part together are longer than " + Dimensions.MAX_LENGTH);
        }
        return whole;
    }
}
