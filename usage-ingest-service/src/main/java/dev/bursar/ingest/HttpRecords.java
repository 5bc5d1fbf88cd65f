package dev.bursar.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.bursar.contract.Json;
import dev.bursar.ingest.event.BinaryMode;
import dev.bursar.kit.problem.Problem;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The records of an HTTP request (CloudEvents HTTP protocol binding 1.0), each as a structured CloudEvent.
 *
 * @param batch whether it came as a list, in which one record's fault is no other's
 */
record HttpRecords(List<JsonNode> records, boolean batch) {

    private static final String ATTRIBUTE = "ce-";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String STRUCTURED = "application/cloudevents+json";

    static HttpRecords read(MultiMap headers, byte[] body, int maxBatch) {
        var mediaType = mediaType(headers);
        if (mediaType.equals(STRUCTURED)) {
            return new HttpRecords(List.of(json(body)), false);
        }
        if (mediaType.equals(BATCH)) {
            return batch(json(body), maxBatch);
        }
        if (!mediaType.matches("application/([a-z0-9.+-]+\\+)?json")) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "content-type is none of " + STRUCTURED + ", " + BATCH + " and application/json");
        }
        var attributes = attributes(headers);
        if (BinaryMode.isIn(attributes)) {
            attributes.put("datacontenttype", mediaType);
            return new HttpRecords(List.of(binary(attributes, body)), false);
        }
        var json = json(body);
        return json.isArray() ? batch(json, maxBatch) : new HttpRecords(List.of(json), false);
    }

    private static HttpRecords batch(JsonNode json, int maxBatch) {
        if (!(json instanceof ArrayNode array)) {
            throw ProblemException.invalid("", "wrong_type", "a batch is a JSON array");
        }
        if (array.size() > maxBatch) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "the batch has " + array.size() + " events, " + maxBatch + " are taken at once");
        }
        var records = new ArrayList<JsonNode>();
        array.forEach(records::add);
        return new HttpRecords(records, true);
    }

    private static JsonNode binary(Map<String, String> attributes, byte[] body) {
        try {
            return BinaryMode.structured(attributes, body);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
    }

    static JsonNode json(byte[] body) {
        try {
            return Json.read(body);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
    }

    private static ProblemException notJson(JsonProcessingException e) {
        var at = e.getLocation();
        var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        var detail = "the body is not strict JSON" + where;
        return new ProblemException(
                Problem.of(ProblemType.INVALID_REQUEST, detail, new Problem.Fault("", "not_json", detail)));
    }

    private static String mediaType(MultiMap headers) {
        var type = headers.get("content-type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> attributes(MultiMap headers) {
        var attributes = new TreeMap<String, String>();
        for (var header : headers) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(ATTRIBUTE)) {
                attributes.put(name.substring(ATTRIBUTE.length()), decoded(header.getValue()));
            }
        }
        return attributes;
    }

    /** Percent-decoding as in section 3.1.3.2; a plus sign stands for itself. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
