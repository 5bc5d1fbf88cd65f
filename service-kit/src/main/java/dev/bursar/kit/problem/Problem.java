package dev.bursar.kit.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a request failed, as it travels (RFC 9457).
 *
 * @param faults what is wrong where, for a body or query that was not understood
 * @param more members beside the standard ones: the accounts in the way of a hold, for one
 */
public record Problem(ProblemType type, String detail, List<Fault> faults, Map<String, JsonNode> more) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One thing that is wrong.
     *
     * @param pointer JSON pointer into the body ({@code /limit/usd}), or the name of a query parameter or header
     * @param code a word for programs
     */
    public record Fault(String pointer, String code, String detail) {}

    public Problem {
        faults = List.copyOf(faults);
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    public Problem(ProblemType type, String detail) {
        this(type, detail, List.of(), Map.of());
    }

    public static Problem of(ProblemType type, String detail, Fault... faults) {
        return new Problem(type, detail, List.of(faults), Map.of());
    }

    /** The same with one more member. */
    public Problem with(String name, JsonNode value) {
        var members = new LinkedHashMap<>(more);
        members.put(name, value);
        return new Problem(type, detail, faults, members);
    }

    /** The body of the answer. */
    public ObjectNode json(Trace trace) {
        var body = Json.object()
                .put("type", type.uri().toString())
                .put("title", type.title())
                .put("status", type.httpCode())
                .put("detail", detail);
        if (!faults.isEmpty()) {
            var errors = body.putArray("errors");
            faults.forEach(fault -> errors.addObject()
                    .put("pointer", fault.pointer())
                    .put("code", fault.code())
                    .put("detail", fault.detail()));
        }
        more.forEach(body::set);
        return body.put("trace_id", trace.id());
    }
}
