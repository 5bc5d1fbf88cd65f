package dev.bursar.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import dev.bursar.ingest.Publication.Origin;
import dev.bursar.ingest.event.BinaryMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/** A record of the raw topic (CloudEvents Kafka protocol binding 1.0). */
record RawRecord(ConsumerRecord<byte[], byte[]> message) {

    private static final String ATTRIBUTE = "ce_";
    private static final String STRUCTURED = "application/cloudevents";

    /** The record as a structured CloudEvent, whichever mode it came in. */
    JsonNode event() throws JsonProcessingException {
        if (message.value() == null) {
            return Json.object().nullNode();
        }
        var attributes = attributes();
        var contentType = header("content-type").orElse("");
        if (!contentType.toLowerCase(Locale.ROOT).startsWith(STRUCTURED) && BinaryMode.isIn(attributes)) {
            if (!contentType.isBlank()) {
                attributes.put("datacontenttype", contentType);
            }
            return BinaryMode.structured(attributes, message.value());
        }
        return Json.read(message.value());
    }

    Optional<String> authorization() {
        return header("authorization");
    }

    /** When the broker took it; a time that the sender set itself proves nothing, then it is now. */
    Instant appendedAt(Instant now) {
        return message.timestampType() == TimestampType.LOG_APPEND_TIME
                ? Instant.ofEpochMilli(message.timestamp())
                : now;
    }

    Origin origin() {
        return new Origin(message.topic(), message.partition(), message.offset());
    }

    private Optional<String> header(String name) {
        var header = message.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private Map<String, String> attributes() {
        var attributes = new TreeMap<String, String>();
        for (var header : message.headers()) {
            if (header.key().startsWith(ATTRIBUTE) && header.value() != null) {
                attributes.put(
                        header.key().substring(ATTRIBUTE.length()), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return attributes;
    }
}
