package dev.bursar.kit.security;

import dev.bursar.kit.security.TokenVerifier.Terms;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

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
                issuers(config.issuers().orElse("")),
                new Terms(config.audience(), config.leeway(), claims),
                revocations,
                clock);
    }

    private static List<TrustedIssuer> issuers(String list) {
        try {
            return TrustedIssuer.parse(list);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }
}
