package dev.bursar.kit.problem;

import dev.bursar.contract.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** Writes a problem as the answer of a plain route. */
public final class ProblemAnswers {

    private ProblemAnswers() {}

    /** Ends the answer, unless something was already sent. */
    public static void send(RoutingContext request, Problem problem) {
        send(request, problem, Optional.empty());
    }

    /** Ends the answer, unless something was already sent. */
    public static void send(RoutingContext request, ProblemException failure) {
        send(request, failure.problem(), failure.retryAfter());
    }

    private static void send(RoutingContext request, Problem problem, Optional<Duration> retryAfter) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        retryAfter.ifPresent(wait -> response.putHeader("retry-after", seconds(wait)));
        response.setStatusCode(problem.type().httpCode())
                .putHeader("content-type", Problem.MEDIA_TYPE)
                .end(Buffer.buffer(Json.bytes(problem.json(Trace.of(request)))));
    }

    /** Whole seconds, at least one: RFC 9110 section 10.2.3. */
    static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
