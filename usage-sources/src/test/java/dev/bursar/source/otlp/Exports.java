package dev.bursar.source.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Exports from the class path, and what is made of them. */
final class Exports {

    private static final String FOLDER = "/otlp/";

    private Exports() {}

    static byte[] bytes(String file) {
        try (var in = Exports.class.getResourceAsStream(FOLDER + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    static JsonNode json(String file) {
        try {
            return Json.read(bytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    static OtlpExport read(String file) {
        try {
            return file.endsWith(".pb")
                    ? OtlpProtobuf.read(bytes(file), file.contains("logs") ? Signal.LOGS : Signal.METRICS)
                    : OtlpJson.read(bytes(file));
        } catch (Undecodable e) {
            throw new AssertionError(file, e);
        }
    }

    static OtlpExport ofJson(String text) {
        try {
            return OtlpJson.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (Undecodable e) {
            throw new AssertionError(text, e);
        }
    }

    /** One span with these attributes, written as JSON members. */
    static OtlpExport span(String attributes) {
        return ofJson("""
                {"resourceSpans": [{"scopeSpans": [{"scope": {"name": "s"}, "spans": [{"traceId": "0000000000000000000000000abc0001",
                 "spanId": "000000000abc03e9", "kind": 3, "endTimeUnixNano": "1793520000900000000", "attributes": %s}]}]}]}""".formatted(attributes(attributes)));
    }

    /** {@code a=1 b=text} as attributes: numbers are ints. */
    static String attributes(String text) {
        var array = Json.object().arrayNode();
        for (var pair : text.strip().split("\\s+")) {
            var value = pair.substring(pair.indexOf('=') + 1);
            var attribute = array.addObject().put("key", pair.substring(0, pair.indexOf('=')));
            attribute.putObject("value").put(value.matches("-?\\d+") ? "intValue" : "stringValue", value);
        }
        return array.toString();
    }

    static List<OtlpCall> calls(OtlpExport... exports) {
        return Arrays.stream(exports)
                .flatMap(export -> OtlpCalls.understand(export).outcomes().stream())
                .map(Exports::call)
                .toList();
    }

    static OtlpCall call(OtlpOutcome outcome) {
        if (outcome instanceof OtlpOutcome.Counted counted) {
            return counted.call();
        }
        throw new AssertionError(outcome.toString());
    }

    static Map<String, Usage> byModel(List<OtlpCall> calls) {
        var sums = new TreeMap<String, Usage>();
        calls.forEach(call -> sums.merge(call.model().orElse("none"), call.usage(), Usage::plus));
        return sums;
    }
}
