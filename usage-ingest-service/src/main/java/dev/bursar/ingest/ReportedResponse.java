package dev.bursar.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.ingest.event.RecordReader;
import dev.bursar.kit.problem.ProblemException;
import java.util.List;

/** Brings {@code {response, api?, id?, …attribution}} into the form of a structured CloudEvent. */
final class ReportedResponse {

    private static final List<String> OF_THE_ENVELOPE = List.of("id", "source", "time", "sequence");

    private ReportedResponse() {}

    static ObjectNode event(String provider, JsonNode body) {
        if (!(body instanceof ObjectNode said)) {
            throw ProblemException.invalid("", "wrong_type", "the body is not a JSON object");
        }
        var event = Json.object().put("specversion", "1.0").put("type", RecordReader.RESPONSE_TYPE);
        var content = Json.object();
        said.properties()
                .forEach(field -> (OF_THE_ENVELOPE.contains(field.getKey()) ? event : content)
                        .set(field.getKey(), field.getValue()));
        content.put("provider", provider);
        event.set("data", content);
        return event;
    }
}
