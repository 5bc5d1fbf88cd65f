package dev.bursar.kit.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Refuses addresses that nothing can be named by: an escape that is none, and NUL, which no text in the books can have. */
@Singleton
class AddressFilter {

    private static final int AFTER_TRACE = 9_500;

    private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})|%00");

    void register(@Observes Filters filters) {
        filters.register(AddressFilter::judge, AFTER_TRACE);
    }

    private static void judge(RoutingContext request) {
        if (isBroken(request.request().uri())) {
            ProblemAnswers.send(
                    request,
                    new Problem(
                            ProblemType.INVALID_REQUEST, "the address has NUL or a percent sign that escapes nothing"));
        } else {
            request.next();
        }
    }

    static boolean isBroken(String uri) {
        return uri.indexOf('%') >= 0 && BROKEN.matcher(uri).find();
    }
}
