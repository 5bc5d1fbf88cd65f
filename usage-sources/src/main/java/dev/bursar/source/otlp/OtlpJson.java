package dev.bursar.source.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Message;
import dev.bursar.contract.Json;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads OTLP in the JSON encoding (OTLP 1.9, "JSON Protobuf Encoding"): the members at the top say which signal it is. */
public final class OtlpJson {

    /** Telemetry is not as strict as our own API, and repeats keys now and then: the last one counts. */
    private static final JsonFactory FACTORY = new JsonFactory();

    private OtlpJson() {}

    /** @throws Undecodable what is not one JSON object with the types that OTLP wants */
    public static OtlpExport read(byte[] body) throws Undecodable {
        try (var parser = FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Undecodable("the body is not a JSON object");
            }
            var spans = new ArrayList<ResourceSpans>();
            var logs = new ArrayList<ResourceLogs>();
            var metrics = new ArrayList<ResourceMetrics>();
            var reader = new JsonMessage(parser);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                switch (parser.currentName()) {
                    case "resourceSpans", "resource_spans" -> readAll(reader, ResourceSpans::newBuilder, spans);
                    case "resourceLogs", "resource_logs" -> readAll(reader, ResourceLogs::newBuilder, logs);
                    case "resourceMetrics", "resource_metrics" -> readAll(reader, ResourceMetrics::newBuilder, metrics);
                    default -> reader.skip();
                }
            }
            if (parser.nextToken() != null) {
                throw new Undecodable("the body goes on after its JSON object");
            }
            return new OtlpExport(spans, logs, metrics);
        } catch (JsonProcessingException e) {
            throw new Undecodable("the body is " + Json.where(e));
        } catch (IOException e) {
            throw new Undecodable("the body can't be read");
        }
    }

    @SuppressWarnings("unchecked")
    private static <M extends Message> void readAll(
            JsonMessage reader, Supplier<? extends Message.Builder> builder, List<M> into)
            throws IOException, Undecodable {
        for (var message : reader.list(builder)) {
            into.add((M) message);
        }
    }
}
