package dev.bursar.kit.problem;

import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Refuses a body that says it is too large, before any of it is kept. */
@Singleton
class BodyLimitFilter {

    private static final int AFTER_TRACE = 9_000;
    /** Up to this multiple of the limit the body is read to its end, so that the sender gets to see the answer. */
    private static final int PATIENCE = 8;

    private final VertxHttpConfig http;

    BodyLimitFilter(VertxHttpConfig http) {
        this.http = http;
    }

    void register(@Observes Filters filters) {
        http.limits().maxBodySize().ifPresent(limit -> {
            long bytes = limit.asLongValue();
            filters.register(request -> judge(request, bytes), AFTER_TRACE);
        });
    }

    private static void judge(RoutingContext request, long limit) {
        long length = contentLength(request.request().getHeader("content-length"));
        if (length <= limit) {
            request.next();
            return;
        }
        var problem = new Problem(ProblemType.TOO_LARGE, "the body has more than " + limit + " bytes");
        if (length > limit * PATIENCE) {
            request.response().putHeader("connection", "close");
            ProblemAnswers.send(request, problem);
            return;
        }
        request.request().endHandler(end -> ProblemAnswers.send(request, problem));
        request.request().handler(discarded -> {});
        request.request().resume();
    }

    private static long contentLength(String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
