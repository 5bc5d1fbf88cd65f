package dev.bursar.aggregator.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Ready once the database has every migration that this release knows, whoever ran them; else it names those missing. */
@Readiness
@ApplicationScoped
class MigrationsReadiness implements HealthCheck {

    private final Flyway flyway;
    private volatile boolean complete;

    MigrationsReadiness(Flyway flyway) {
        this.flyway = flyway;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("migrations");
        if (complete) {
            return response.up().build();
        }
        try {
            var missing = missing();
            complete = missing.isEmpty();
            return complete
                    ? response.up().build()
                    : response.down()
                            .withData("missing", String.join(", ", missing))
                            .build();
        } catch (FlywayException e) {
            return response.down().withData("cause", e.getMessage()).build();
        }
    }

    private List<String> missing() {
        return Arrays.stream(flyway.info().pending())
                .map(migration -> migration.getVersion() + " " + migration.getDescription())
                .toList();
    }
}
