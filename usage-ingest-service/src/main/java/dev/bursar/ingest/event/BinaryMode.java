package dev.bursar.ingest.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.util.Map;

/** Brings a CloudEvent whose attributes travel in headers into the structured form. */
public final class BinaryMode {

    private BinaryMode() {}

    /** Whether the headers are those of a binary CloudEvent. */
    public static boolean isIn(Map<String, String> attributes) {
        return attributes.containsKey("specversion") || attributes.containsKey("type");
    }

    /**
     * @param attributes by name, without the prefix of the transport
     * @throws JsonProcessingException content that is not JSON
     */
    public static ObjectNode structured(Map<String, String> attributes, byte[] content) throws JsonProcessingException {
        var event = Json.object();
        attributes.forEach(event::put);
        event.remove("data_base64");
        event.set("data", Json.read(content));
        return event;
    }
}
