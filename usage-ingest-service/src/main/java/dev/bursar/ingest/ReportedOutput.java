package dev.bursar.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.ingest.event.RecordReader;
import dev.bursar.kit.problem.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;

/** Brings a tool's output, with whom it was for as query parameters, into the form of a structured CloudEvent. */
final class ReportedOutput {

    private static final List<String> OF_THE_ENVELOPE = List.of("id", "source", "time", "sequence");

    private ReportedOutput() {}

    static ObjectNode event(String tool, String stdout, MultivaluedMap<String, String> said) {
        var event = Json.object().put("specversion", "1.0").put("type", RecordReader.OUTPUT_TYPE);
        var content = Json.object();
        said.forEach((name, values) -> {
            if (values.size() != 1) {
                throw ProblemException.invalid(name, "repeated", name + " is given more than once");
            }
            put(OF_THE_ENVELOPE.contains(name) ? event : content, name, values.get(0));
        });
        event.set("data", content.put("tool", tool).put("stdout", stdout));
        return event;
    }

    private static void put(ObjectNode into, String name, String value) {
        if (name.startsWith(Dimensions.TAG_PREFIX)) {
            into.withObjectProperty("tags").put(name.substring(Dimensions.TAG_PREFIX.length()), value);
        } else if (name.equals("duration_ms") && value.matches("\\d{1,18}")) {
            into.put(name, Long.parseLong(value));
        } else if (name.equals("hold_final") && value.matches("true|false")) {
            into.put(name, Boolean.parseBoolean(value));
        } else {
            into.put(name, value);
        }
    }
}
