package dev.bursar.gate.decision;

import dev.bursar.kit.problem.Problem;
import dev.bursar.kit.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** What a request's head says of its body, and what the caller calls it. */
final class RequestHead {

    /** The caller's name for a request; it comes back with the answer. */
    static final String REQUEST_ID = "x-request-id";

    /** The most that a body may have. */
    static final int MAX_BODY = 256 * 1024;

    private static final int MAX_REQUEST_ID = 128;

    private RequestHead() {}

    /** Why the body need not even be read, if so. */
    static Optional<Problem> refusal(HttpServerRequest request) {
        if (!isPlain(request.headers().getAll("content-encoding"))) {
            return Optional.of(
                    new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "a body is not compressed or otherwise coded"));
        }
        if (isLonger(request.getHeader("content-length"))) {
            return Optional.of(tooLarge());
        }
        return isJson(request.headers().getAll("content-type"))
                ? Optional.empty()
                : Optional.of(new Problem(ProblemType.INVALID_REQUEST, "the media type is application/json in UTF-8"));
    }

    static Problem tooLarge() {
        return new Problem(ProblemType.TOO_LARGE, "a body has 256 KiB at most");
    }

    /** The caller's id of the request, or a new one where it has none that can be echoed. */
    static String requestId(HttpServerRequest request) {
        var given = request.headers().getAll(REQUEST_ID);
        boolean usable = given.size() == 1
                && !given.get(0).isEmpty()
                && given.get(0).length() <= MAX_REQUEST_ID
                && given.get(0).chars().allMatch(c -> c > ' ' && c <= '~');
        return usable ? given.get(0) : madeUp();
    }

    private static boolean isPlain(List<String> codings) {
        return codings.stream()
                .allMatch(coding -> coding.isBlank() || coding.strip().equalsIgnoreCase("identity"));
    }

    private static boolean isLonger(String length) {
        try {
            return length != null && Long.parseLong(length.strip()) > MAX_BODY;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** {@code application/json}, with no charset but UTF-8 (RFC 8259 section 8.1). */
    private static boolean isJson(List<String> types) {
        if (types.size() != 1) {
            return false;
        }
        var parts = types.get(0).toLowerCase(Locale.ROOT).split(";", -1);
        return parts[0].strip().equals("application/json")
                && Stream.of(parts)
                        .skip(1)
                        .map(String::strip)
                        .filter(parameter -> parameter.startsWith("charset"))
                        .allMatch(parameter -> parameter.matches("charset=(utf-8|\"utf-8\")"));
    }

    /** Told apart, not guarded: the shared secure generator would be what all event loops wait for. */
    private static String madeUp() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
