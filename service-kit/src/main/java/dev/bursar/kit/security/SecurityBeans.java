package dev.bursar.kit.security;

import dev.bursar.kit.security.TokenVerifier.Terms;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the one verifier of a service. */
@Singleton
class SecurityBeans {

    @Produces
    @Singleton
    Revocations revocations(SecurityConfig config) {
        var revocations = new Revocations();
        if (config.revocations() == SecurityConfig.Source.OFF) {
            revocations.complete();
        }
        return revocations;
    }

    @Produces
    @Singleton
    TokenVerifier verifier(SecurityConfig config, Revocations revocations, InstantSource clock) {
        var claims = new ClaimNames(config.teamClaim(), config.projectsClaim(), config.rolesClaim());
        return TokenVerifier.of(
                TrustedIssuer.parse(config.issuers().orElse("")),
                new Terms(config.audience(), config.leeway(), claims),
                revocations,
                clock);
    }
}
