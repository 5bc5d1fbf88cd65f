package dev.bursar.ingest.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsagePath;
import java.util.Optional;

/** What became of a record. A record that holds several calls has an outcome for each. */
public sealed interface Outcome {

    record Accepted(UsageEvent event) implements Outcome {}

    /**
     * It is set aside.
     *
     * @param detail one sentence for the sender, without any text of the record
     * @param principal whom it was for, as far as that could be read
     * @param redacted the record's structure and numbers
     */
    record Rejected(
            RejectionReason reason,
            String detail,
            UsagePath path,
            Optional<String> source,
            Optional<String> id,
            Optional<String> principal,
            ObjectNode redacted)
            implements Outcome {}
}
