package dev.bursar.gate.policy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Makes the one policy file of a gate, and says what becomes of it. */
@Singleton
class PolicyBeans {

    /** 1 while the file on disk is the policy in force, else 0. */
    static final String CURRENT = "bursar.gate.policy.current";

    private static final Logger LOG = Logger.getLogger(PolicyBeans.class);

    @Produces
    @Singleton
    PolicyFile policyFile(PolicyConfig config, InstantSource clock, MeterRegistry registry) {
        var file = config.file()
                .map(path -> new PolicyFile(path, clock, PolicyBeans::report))
                .orElseGet(() -> PolicyFile.none(clock, PolicyBeans::report));
        file.start();
        Gauge.builder(CURRENT, file, watched -> watched.inForce().isCurrent() ? 1 : 0)
                .description("1 while the policy file on disk is the policy in force, else 0")
                .register(registry);
        return file;
    }

    void close(@Disposes PolicyFile file) {
        file.close();
    }

    private static void report(PolicyInForce inForce) {
        var version = inForce.policy().map(Policy::version).orElse("none");
        if (inForce.isCurrent()) {
            LOG.infof("policy=%s in_force=true", version);
        } else {
            inForce.problems()
                    .forEach(problem ->
                            LOG.errorf("policy=%s stays in force: the file is broken, %s", version, problem));
        }
    }
}
