package dev.bursar.ingest.otlp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.UsageJson;
import dev.bursar.contract.usage.UsagePath.Form;
import dev.bursar.ingest.event.RecordReader;
import dev.bursar.source.otlp.OtlpCall;
import dev.bursar.source.otlp.OtlpOutcome;

/** Brings what OTLP says of a call into the form of a structured CloudEvent. */
final class OtlpEvents {

    private OtlpEvents() {}

    static ObjectNode event(OtlpCall call) {
        var event = envelope(call.form(), call.id());
        call.time().ifPresent(time -> event.put("time", time.toString()));
        if (call.form() == Form.SPAN && !call.approximate()) {
            // Two instrumentations may draw a span each around one call: the one that knows the cache is the later
            // word.
            event.put("sequence", 1);
        }
        event.set("data", content(call));
        return event;
    }

    /** A record that is set aside; it is redacted on the way. */
    static ObjectNode event(OtlpOutcome.Refused refused) {
        var event = envelope(refused.form(), refused.id());
        event.set("data", refused.record());
        return event;
    }

    private static ObjectNode envelope(Form form, String id) {
        return Json.object()
                .put("type", form == Form.SPAN ? RecordReader.SPAN_TYPE : RecordReader.LOG_TYPE)
                .put("source", OtlpCall.SOURCE)
                .put("id", id);
    }

    private static ObjectNode content(OtlpCall call) {
        var content = Json.object();
        call.labels().forEach((name, value) -> {
            if (name.startsWith(Dimensions.TAG_PREFIX)) {
                content.withObjectProperty("tags").put(name.substring(Dimensions.TAG_PREFIX.length()), value);
            } else {
                content.put(name, value);
            }
        });
        call.provider().ifPresent(provider -> content.put(Dimensions.PROVIDER, provider));
        call.model().ifPresent(model -> content.put(Dimensions.MODEL, model));
        call.serviceTier().ifPresent(tier -> content.put(Dimensions.SERVICE_TIER, tier));
        call.responseId().ifPresent(id -> content.put("response_id", id));
        call.hold().ifPresent(hold -> content.put("hold", hold));
        call.durationMillis().ifPresent(millis -> content.put("duration_ms", millis));
        content.set("usage", UsageJson.write(call.usage()));
        content.put("status", call.failed() ? "error" : "ok");
        if (call.approximate()) {
            content.put("approximate", true);
        }
        call.within().ifPresent(span -> content.put("within", span));
        return content;
    }
}
