package dev.bursar.source.otlp;

import dev.bursar.contract.usage.Dimensions;
import java.util.Optional;

/**
 * What one span or log event says of a call, read by the names of its dialect.
 *
 * @param tool our word for the command-line tool that made the call
 * @param cacheless whether the call is of a kind that has no cache, such as an embedding
 */
record CallReport(
        Optional<String> provider,
        Optional<String> model,
        TokenCounts counts,
        Optional<String> responseId,
        Optional<String> serviceTier,
        Optional<String> operation,
        Optional<String> tool,
        boolean cacheless) {

    CallReport {
        // What is too long for an id of ours can't be one; the call has another identity then.
        responseId = responseId.filter(Dimensions::isValue);
    }

    CallReport withResponseId(Optional<String> id) {
        return new CallReport(provider, model, counts, id, serviceTier, operation, tool, cacheless);
    }

    /** Whether cached input may be hidden in the rest, or the counts can be read in another way. */
    boolean isApproximate() {
        return (!cacheless && !counts.hasCacheSplit()) || counts.isDoubtful();
    }
}
