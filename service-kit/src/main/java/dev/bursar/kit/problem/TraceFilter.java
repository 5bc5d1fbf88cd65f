package dev.bursar.kit.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Puts the trace id on every answer. */
@Singleton
class TraceFilter {

    /** Before body limits and authentication, so that their answers carry it too. */
    private static final int FIRST = 10_000;

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    request.response()
                            .putHeader(Trace.RESPONSE_HEADER, Trace.of(request).id());
                    request.next();
                },
                FIRST);
    }
}
