package dev.bursar.source.otlp;

import java.util.List;
import java.util.Set;

/**
 * What an export says of model calls.
 *
 * @param uncountedPoints data points that hold tokens or money: sums over calls, which never count
 * @param advice for senders whose records show usage in a signal that does not count: what to switch on
 */
public record Understanding(List<OtlpOutcome> outcomes, long uncountedPoints, Set<String> advice) {

    public Understanding {
        outcomes = List.copyOf(outcomes);
        advice = Set.copyOf(advice);
    }
}
