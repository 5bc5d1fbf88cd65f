package dev.bursar.gate.decision;

import dev.bursar.kit.problem.Problem;
import dev.bursar.kit.problem.ProblemAnswers;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import dev.bursar.kit.security.BearerToken;
import dev.bursar.kit.security.Caller;
import dev.bursar.kit.security.TokenVerifier;
import dev.bursar.kit.security.Verification;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Finds out who is asking, at once where the issuer's keys are at hand. */
@Singleton
class CallerOfRequest {

    private final TokenVerifier verifier;
    private final InstantSource clock;

    CallerOfRequest(TokenVerifier verifier, InstantSource clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    /** Hands the caller on, on the request's own thread; without one, the request is answered here. */
    void find(RoutingContext request, Consumer<Caller> found) {
        var token = BearerToken.ofRequest(request.request().getHeader("authorization"));
        if (token.isEmpty()) {
            refuse(request, "a bearer token is needed");
        } else if (verifier.needsReading(token.get())) {
            request.request().pause();
            request.vertx()
                    .executeBlocking(() -> verify(token.get()), false)
                    .onSuccess(verification -> handOn(request, verification, found))
                    .onFailure(request::fail);
        } else {
            handOn(request, verify(token.get()), found);
        }
    }

    private Verification verify(String token) {
        return verifier.verify(token, clock.instant());
    }

    private static void handOn(RoutingContext request, Verification verification, Consumer<Caller> found) {
        if (verification instanceof Verification.Verified verified) {
            found.accept(verified.caller());
        } else if (verification instanceof Verification.Undecided undecided) {
            RequestBody.discard(request.request());
            ProblemAnswers.send(request, ProblemException.unavailable(undecided.detail(), Duration.ofSeconds(1)));
        } else {
            refuse(request, ((Verification.Refused) verification).detail());
        }
    }

    private static void refuse(RoutingContext request, String detail) {
        RequestBody.discard(request.request());
        request.response().putHeader("www-authenticate", "Bearer");
        ProblemAnswers.send(request, new Problem(ProblemType.UNAUTHENTICATED, detail));
    }
}
