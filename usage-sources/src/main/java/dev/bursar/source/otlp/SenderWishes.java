package dev.bursar.source.otlp;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an instrumented program says of its own telemetry, in its resource ({@code OTEL_RESOURCE_ATTRIBUTES}), where the
 * records alone don't tell.
 *
 * @param byLogs whether its log events count and its spans don't: {@code bursar.signal=logs}
 * @param ignoredScopes instrumentation scopes that repeat what others tell: {@code bursar.ignore_scopes=one|other}
 */
record SenderWishes(boolean byLogs, Set<String> ignoredScopes) {

    private static final String SIGNAL = "bursar.signal";

    /** Neither commas nor blanks stand in {@code OTEL_RESOURCE_ATTRIBUTES} unescaped (W3C Baggage, section 3.3.1). */
    private static final String BETWEEN = "\\|";

    /** @param advice gets what is wrong with them */
    static SenderWishes of(Attributes resource, Set<String> advice) {
        var signal = resource.text(SIGNAL).orElse("traces");
        if (!signal.equals("traces") && !signal.equals("logs")) {
            advice.add(SIGNAL + " is traces or logs");
        }
        return new SenderWishes(
                signal.equals("logs"),
                resource.text("bursar.ignore_scopes")
                        .<Set<String>>map(names -> new HashSet<>(List.of(names.split(BETWEEN))))
                        .orElse(Set.of()));
    }

    boolean ignores(String scope) {
        return ignoredScopes.contains(scope);
    }
}
