package dev.bursar.aggregator.pricing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.estimate.CallAhead;
import dev.bursar.contract.estimate.EstimateJson;
import dev.bursar.kit.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a call will cost, before it is made. */
@Path("/api/v1/estimates")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Estimates")
public class EstimateResource {

    private final CurrentCards cards;
    private final InstantSource clock;

    EstimateResource(CurrentCards cards, InstantSource clock) {
        this.cards = cards;
        this.clock = clock;
    }

    /** Counting a text takes a while: it is no work for an event loop. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Estimate a call from token counts, a text or messages: at its worst and as expected")
    public Uni<ObjectNode> estimate(byte[] body) throws JsonProcessingException {
        var call = read(body);
        return cards.estimator()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(estimator -> EstimateJson.write(estimator.estimate(call, clock.instant())));
    }

    private static CallAhead read(byte[] body) throws JsonProcessingException {
        try {
            return EstimateJson.read(Json.read(body));
        } catch (Malformed malformed) {
            throw ProblemException.invalid(malformed.pointer(), malformed.code(), malformed.getMessage());
        }
    }
}
