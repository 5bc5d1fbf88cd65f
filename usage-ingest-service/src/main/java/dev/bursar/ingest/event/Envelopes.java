package dev.bursar.ingest.event;

import static dev.bursar.contract.usage.RejectionReason.MALFORMED;
import static dev.bursar.contract.usage.RejectionReason.NO_IDENTITY;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.Envelope;
import dev.bursar.contract.usage.UsagePath;
import dev.bursar.contract.usage.UsagePath.Form;
import java.util.Optional;

/** Reads what is around the usage: who sent it, under which name, when. */
record Envelopes(TimeWindow window) {

    /** @param ownId what the content itself is named by, for a record whose sender names it not */
    Envelope read(ObjectNode event, ObjectNode content, Arrival arrival, Form form, Optional<String> ownId) {
        var time = Attributes.time(event, arrival.receivedAt());
        window.require(time, arrival.receivedAt());
        var id = Attributes.text(event, "id")
                .or(arrival::fallbackId)
                .or(() -> ownId)
                .orElseThrow(() -> new Refusal(
                        NO_IDENTITY,
                        "neither an id, nor an Idempotency-Key, nor an own id of the call or run that is unique"));
        return new Envelope(
                Attributes.text(event, "source").orElse(RecordReader.DEFAULT_SOURCE),
                form == Form.DIRECT ? id : ofPart(id, content),
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
