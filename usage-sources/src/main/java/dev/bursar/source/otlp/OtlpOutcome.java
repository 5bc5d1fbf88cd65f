package dev.bursar.source.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsagePath.Form;

/** What came of a record that tells of a model call. Records that tell of something else have no outcome. */
public sealed interface OtlpOutcome {

    record Counted(OtlpCall call) implements OtlpOutcome {}

    /**
     * It tells of a call, but not what that used.
     *
     * @param detail one sentence for the sender; never repeats prompt or answer text
     * @param record its attributes, not redacted
     */
    record Refused(RejectionReason reason, String detail, Form form, String id, JsonNode record)
            implements OtlpOutcome {}
}
