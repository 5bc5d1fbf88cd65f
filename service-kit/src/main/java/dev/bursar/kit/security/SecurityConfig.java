package dev.bursar.kit.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** Whose tokens are accepted, and what their claims are called. */
@ConfigMapping(prefix = "bursar")
interface SecurityConfig {

    /** {@code issuer=<JWKS URL or file>,…}; an issuer alone uses OIDC discovery. Without any, no request is accepted. */
    @WithName("jwt-issuers")
    Optional<String> issuers();

    /** What {@code aud} must contain; not looked at when it is not set. */
    @WithName("jwt-audience")
    Optional<String> audience();

    /** How far clocks may differ. */
    @WithName("jwt-leeway")
    @WithDefault("PT30S")
    Duration leeway();

    @WithName("jwt-team-claim")
    @WithDefault("team")
    String teamClaim();

    @WithName("jwt-projects-claim")
    @WithDefault("projects")
    String projectsClaim();

    /** Dots lead into objects: {@code realm_access.roles}. */
    @WithName("jwt-roles-claim")
    @WithDefault("roles")
    String rolesClaim();

    /** Whether revocations are read from their topic; without it a revoked token stays good until it expires. */
    @WithName("revocations")
    @WithDefault("topic")
    Source revocations();

    /** Where revocations come from. */
    enum Source {
        TOPIC,
        OFF
    }
}
