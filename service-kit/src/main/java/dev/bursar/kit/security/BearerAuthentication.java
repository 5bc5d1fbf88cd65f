package dev.bursar.kit.security;

import dev.bursar.kit.problem.Problem;
import dev.bursar.kit.problem.ProblemAnswers;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** Lets the bearer token of a request say who is calling. */
@Singleton
class BearerAuthentication implements HttpAuthenticationMechanism {

    private final TokenVerifier verifier;
    private final InstantSource clock;

    BearerAuthentication(TokenVerifier verifier, InstantSource clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        var token = BearerToken.ofRequest(request.request().getHeader("authorization"));
        if (token.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        Uni<SecurityIdentity> identity = Uni.createFrom().item(() -> identity(token.get()));
        return verifier.needsReading(token.get())
                ? identity.runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                : identity;
    }

    private SecurityIdentity identity(String token) {
        var verification = verifier.verify(token, clock.instant());
        if (verification instanceof Verification.Verified verified) {
            var caller = verified.caller();
            return QuarkusSecurityIdentity.builder()
                    .setPrincipal(caller)
                    .addRoles(caller.roles())
                    .build();
        }
        if (verification instanceof Verification.Undecided undecided) {
            throw new AuthenticationFailedException(
                    ProblemException.unavailable(undecided.detail(), Duration.ofSeconds(1)));
        }
        throw new AuthenticationFailedException(((Verification.Refused) verification).detail());
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext request) {
        request.response().putHeader("www-authenticate", "Bearer");
        ProblemAnswers.send(request, new Problem(ProblemType.UNAUTHENTICATED, "a valid bearer token is needed"));
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
