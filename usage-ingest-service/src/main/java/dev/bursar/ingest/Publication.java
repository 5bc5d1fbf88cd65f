package dev.bursar.ingest;

import dev.bursar.contract.CloudEvent;
import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.contract.usage.UsageEventJson;
import dev.bursar.ingest.event.Outcome;
import dev.bursar.ingest.event.RecordReader;
import dev.bursar.kit.kafka.TraceHeaders;
import dev.bursar.kit.problem.Trace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Turns outcomes into the records that tell of them: a usage event, or a record set aside.
 *
 * @param id of what was received, the same when it is received again from Kafka
 * @param origin where a raw record still is
 */
public record Publication(Topics topics, String id, Instant receivedAt, Optional<Origin> origin, Trace trace) {

    private static final byte[] MEDIA_TYPE = "application/cloudevents+json".getBytes(StandardCharsets.US_ASCII);

    /** A record's place in Kafka. */
    public record Origin(String topic, int partition, long offset) {}

    List<ProducerRecord<String, byte[]>> records(List<Outcome> outcomes) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        for (int i = 0; i < outcomes.size(); i++) {
            records.add(
                    outcomes.get(i) instanceof Outcome.Accepted accepted
                            ? event(accepted)
                            : setAside((Outcome.Rejected) outcomes.get(i), i));
        }
        return records;
    }

    private ProducerRecord<String, byte[]> event(Outcome.Accepted accepted) {
        var event = accepted.event();
        return record(topics.usageEvents(), event.dimensions().principal(), Json.bytes(UsageEventJson.write(event)));
    }

    private ProducerRecord<String, byte[]> setAside(Outcome.Rejected rejected, int ordinal) {
        var source = rejected.source().orElse(RecordReader.DEFAULT_SOURCE);
        var data = Json.object()
                .put("reason", rejected.reason().code())
                .put("detail", rejected.detail())
                .put("received_at", receivedAt.toString())
                .put("path", rejected.path().text())
                .put("source", source)
                .put("id", rejected.id().orElse(null))
                .put("principal", rejected.principal().orElse(null));
        data.set("origin", origin.map(Publication::json).orElse(Json.object().nullNode()));
        data.set("redacted", rejected.redacted());
        var event = new CloudEvent(
                CloudEvent.USAGE_REJECTED, "urn:bursar:ingest", "rej_" + id + "_" + ordinal, receivedAt, data);
        return record(topics.usageRejected(), source, event.bytes());
    }

    private static com.fasterxml.jackson.databind.JsonNode json(Origin origin) {
        return Json.object()
                .put("topic", origin.topic())
                .put("partition", origin.partition())
                .put("offset", origin.offset());
    }

    private ProducerRecord<String, byte[]> record(String topic, String key, byte[] value) {
        var message = new ProducerRecord<>(topic, key, value);
        message.headers().add("content-type", MEDIA_TYPE);
        TraceHeaders.put(message.headers(), trace);
        return message;
    }
}
