package dev.bursar.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One model call of the demo.
 *
 * @param usage count by meter
 */
record DemoCall(
        String source,
        String id,
        Instant time,
        Agent agent,
        Agent.ModelUse model,
        String mission,
        String step,
        String session,
        Map<String, Long> usage,
        long millis,
        boolean failed) {

    /** The tag that tells the demo's entries from real ones. */
    static final String TAG = "demo";

    DemoCall {
        usage = Collections.unmodifiableMap(new LinkedHashMap<>(usage));
    }

    /** As a structured CloudEvent. */
    ObjectNode event() {
        var event = Json.object()
                .put("specversion", "1.0")
                .put("type", "dev.bursar.usage.v1")
                .put("source", source)
                .put("id", id)
                .put("time", time.toString())
                .put("datacontenttype", "application/json");
        var body = event.putObject("data")
                .put("provider", model.provider())
                .put("model", model.model())
                .put("operation", "chat")
                .put("principal", agent.principal())
                .put("agent", agent.kind())
                .put("team", agent.team())
                .put("project", agent.project())
                .put("mission", mission)
                .put("step", step)
                .put("session", session)
                .put("tool", agent.tool());
        body.putObject("tags").put(TAG, "true");
        var meters = body.putObject("usage");
        usage.forEach(meters::put);
        body.put("duration_ms", millis).put("status", failed ? "error" : "ok");
        return event;
    }
}
