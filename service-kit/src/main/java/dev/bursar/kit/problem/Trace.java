package dev.bursar.kit.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The W3C trace a request or message belongs to.
 *
 * @param id 32 hex digits, not all zero
 * @param span 16 hex digits, our own part of the trace
 * @param sampled whether whoever began the trace records it
 */
public record Trace(String id, String span, boolean sampled) {

    /** Request and Kafka header of W3C Trace Context level 1. */
    public static final String HEADER = "traceparent";

    /** Response header: the id alone. */
    public static final String RESPONSE_HEADER = "trace-id";

    private static final String KEY = Trace.class.getName();
    private static final Pattern TRACEPARENT =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /** A trace that begins here. */
    public static Trace fresh() {
        return new Trace(randomHex(16), randomHex(8), false);
    }

    /** The trace that a {@code traceparent} continues, or a fresh one where it names none. */
    public static Trace continuing(String traceparent) {
        var match = TRACEPARENT.matcher(traceparent == null ? "" : traceparent.strip());
        if (!match.matches()
                || match.group(1).equals("ff")
                || (match.group(1).equals("00") && match.group(5) != null)
                || isZero(match.group(2))
                || isZero(match.group(3))) {
            return fresh();
        }
        boolean sampled = (Integer.parseInt(match.group(4), 16) & 1) == 1;
        return new Trace(match.group(2), randomHex(8), sampled);
    }

    /** The trace of a request; the same at every call. */
    public static Trace of(RoutingContext request) {
        Trace known = request.get(KEY);
        if (known != null) {
            return known;
        }
        var trace = continuing(request.request().getHeader(HEADER));
        request.put(KEY, trace);
        return trace;
    }

    /** As a {@code traceparent} for what this request causes. */
    public String traceparent() {
        return "00-" + id + "-" + span + (sampled ? "-01" : "-00");
    }

    private static boolean isZero(String hex) {
        return hex.chars().allMatch(c -> c == '0');
    }

    private static String randomHex(int length) {
        var bytes = new byte[length];
        do {
            ThreadLocalRandom.current().nextBytes(bytes);
        } while (bytes[0] == 0);
        return HexFormat.of().formatHex(bytes);
    }
}
