package dev.bursar.gate.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.Optional;

/** Where the policy is. */
@ConfigMapping(prefix = "bursar")
interface PolicyConfig {

    /** The policy; without one everything is denied. */
    @WithName("policy-file")
    Optional<Path> file();
}
