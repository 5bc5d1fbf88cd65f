package dev.bursar.ingest.event;

import static dev.bursar.contract.usage.RejectionReason.MALFORMED;
import static dev.bursar.contract.usage.RejectionReason.TOO_LARGE;
import static dev.bursar.contract.usage.RejectionReason.UNKNOWN_PROVIDER;
import static dev.bursar.contract.usage.RejectionReason.UNKNOWN_TYPE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.EventIdentity;
import dev.bursar.contract.usage.Reading;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsageEventJson;
import dev.bursar.contract.usage.UsagePath;
import dev.bursar.contract.usage.UsagePath.Form;
import dev.bursar.source.cli.RunOutcome;
import dev.bursar.source.cli.ToolOutput;
import dev.bursar.source.cli.ToolOutputs;
import dev.bursar.source.provider.CallOutcome;
import dev.bursar.source.provider.ProviderResponse;
import dev.bursar.source.provider.ProviderResponses;
import java.util.List;
import java.util.Optional;

/** Reads a record, brought into the form of a structured CloudEvent, as usage events. */
public class RecordReader {

    /** A provider's body, untouched. */
    public static final String RESPONSE_TYPE = "dev.bursar.usage.response.v1";

    /** What a tool printed, untouched. */
    public static final String OUTPUT_TYPE = "dev.bursar.usage.cli.v1";

    /** The source of a record whose sender names none. */
    public static final String DEFAULT_SOURCE = "urn:bursar:http";

    private static final List<String> TYPES = List.of(UsageEventJson.TYPE, RESPONSE_TYPE, OUTPUT_TYPE);

    /** Normalised usage that a span told of; such records are made within the service and never taken from a sender. */
    public static final String SPAN_TYPE = "dev.bursar.usage.span";

    /** The same of a log event. */
    public static final String LOG_TYPE = "dev.bursar.usage.log";

    /** An event must fit into a Kafka record with room to spare. */
    private static final int MAX_LABELS = 32_768;

    private static final int MAX_METERS = 100;

    private final Envelopes envelopes;

    public RecordReader(TimeWindow window) {
        this.envelopes = new Envelopes(window);
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

    /** Reads normalised usage that this service made of something else: {@link #SPAN_TYPE} and {@link #LOG_TYPE}. */
    public Outcome readNormalised(ObjectNode event, Arrival arrival) {
        try {
            var content = Authorship.complete(Attributes.content(event), arrival.sender());
            return outcome(event, content, arrival, responseId(content));
        } catch (Refusal refusal) {
            return rejected(event, arrival, refusal.reason(), refusal.getMessage());
        }
    }

    /** A record that is refused before its content is looked at. */
    public Outcome rejected(JsonNode event, Arrival arrival, RejectionReason reason, String detail) {
        return new Outcome.Rejected(
                reason,
                detail,
                new UsagePath(arrival.entrance(), form(event)),
                Attributes.readable(event, "source"),
                Attributes.readable(event, "id").or(arrival::fallbackId),
                Attributes.readable(event.path("data"), Dimensions.PRINCIPAL).or(() -> tokensPrincipal(arrival)),
                Redaction.of(event));
    }

    private static Form form(JsonNode event) {
        return switch (event.path("type").asText()) {
            case RESPONSE_TYPE -> Form.BODY;
            case OUTPUT_TYPE -> Form.CLI;
            case SPAN_TYPE -> Form.SPAN;
            case LOG_TYPE -> Form.LOG;
            default -> Form.DIRECT;
        };
    }

    private static Optional<String> tokensPrincipal(Arrival arrival) {
        return arrival.sender() instanceof Sender.Verified verified
                ? Optional.of(verified.caller().principal())
                : Optional.empty();
    }

    private List<Outcome> readObject(ObjectNode event, Arrival arrival) {
        Attributes.requireVersion(event);
        if (!TYPES.contains(event.path("type").asText())) {
            throw new Refusal(UNKNOWN_TYPE, "type is none of " + String.join(", ", TYPES));
        }
        var content = Authorship.complete(Attributes.content(event), arrival.sender());
        return switch (form(event)) {
            case BODY -> body(event, content, arrival);
            case CLI -> output(event, content, arrival);
            default -> direct(event, content, arrival);
        };
    }

    private List<Outcome> direct(ObjectNode event, ObjectNode content, Arrival arrival) {
        Attributes.readable(content, Dimensions.PROVIDER)
                .flatMap(ProviderResponses::provider)
                .ifPresent(provider -> content.put(Dimensions.PROVIDER, provider));
        return List.of(outcome(event, content, arrival, responseId(content)));
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
            var content = NormalisedCall.of(understood.call(), sent);
            return outcome(event, content, arrival, responseId(content));
        }
        var refused = (CallOutcome.Refused) call;
        return rejected(event, arrival, refused.reason(), refused.detail());
    }

    private List<Outcome> output(ObjectNode event, ObjectNode content, Arrival arrival) {
        var tool = Attributes.text(content, "tool").filter(ToolOutputs::isTool);
        if (tool.isEmpty()) {
            throw new Refusal(MALFORMED, "data.tool is none of " + String.join(", ", ToolOutputs.tools()));
        }
        if (!content.path("stdout").isTextual()) {
            throw new Refusal(MALFORMED, "data.stdout is not a text");
        }
        var output = new ToolOutput(
                tool.get(), content.get("stdout").textValue(), Attributes.text(content, Dimensions.MODEL));
        return ToolOutputs.understand(output).stream()
                .map(run -> outcome(event, content, arrival, run))
                .toList();
    }

    private Outcome outcome(ObjectNode event, ObjectNode sent, Arrival arrival, RunOutcome run) {
        if (run instanceof RunOutcome.Understood understood) {
            var content = NormalisedCall.of(understood.run(), sent);
            return outcome(event, content, arrival, understood.run().id());
        }
        var refused = (RunOutcome.Refused) run;
        return rejected(event, arrival, refused.reason(), refused.detail());
    }

    private static Optional<String> responseId(ObjectNode content) {
        return Attributes.readable(content, "response_id").filter(EventIdentity::isUnique);
    }

    /** @param ownId what the content itself is named by, for a record whose sender names it not */
    private Outcome outcome(ObjectNode event, ObjectNode content, Arrival arrival, Optional<String> ownId) {
        try {
            var reading = UsageEventJson.read(envelopes.read(event, content, arrival, form(event), ownId), content);
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
}
