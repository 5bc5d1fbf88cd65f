package dev.bursar.aggregator.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What minting needs to know. */
@ConfigMapping(prefix = "bursar")
interface TokenConfig {

    /** File of the private key that signs minted tokens, PKCS #8 in PEM. Without one nothing is minted. */
    Optional<Path> tokenKey();

    /** The trusted issuers; a token says it is of the one whose keys hold the signing key's other half. */
    Optional<String> jwtIssuers();

    /** What a token's {@code aud} must contain. */
    Optional<String> jwtAudience();

    @WithDefault("team")
    String jwtTeamClaim();

    @WithDefault("projects")
    String jwtProjectsClaim();

    @WithDefault("roles")
    String jwtRolesClaim();
}
