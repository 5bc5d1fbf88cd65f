package dev.bursar.aggregator.intake;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while events go into the books. */
@Readiness
@ApplicationScoped
class PostingReadiness implements HealthCheck {

    private final PostingState state;

    PostingReadiness(PostingState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        var trouble = state.trouble();
        var response = HealthCheckResponse.named("posting").status(trouble.isEmpty());
        trouble.ifPresent(cause -> response.withData("cause", cause));
        return response.build();
    }
}
