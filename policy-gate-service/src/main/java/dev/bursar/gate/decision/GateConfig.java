package dev.bursar.gate.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.Optional;

/** How callers find the gate. */
@ConfigMapping(prefix = "bursar")
interface GateConfig {

    /** URL under which callers reach the service; that of the request where it is not set. */
    @WithName("public-url")
    Optional<String> publicUrl();
}
