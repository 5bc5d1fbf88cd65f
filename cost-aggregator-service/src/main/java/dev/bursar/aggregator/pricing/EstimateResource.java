package dev.bursar.aggregator.pricing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.estimate.CallAhead;
import dev.bursar.contract.estimate.EstimateJson;
import dev.bursar.contract.estimate.Estimator;
import dev.bursar.contract.pricing.RateCards;
import dev.bursar.kit.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
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
    @Operation(
            summary = "Estimate a call from token counts, a text or messages: at its worst and as expected",
            description =
                    "Without provider a model's name finds its own by the cards in force: its maker's, or the only one"
                            + " that has it. tools, beside messages, count too.")
    public Uni<ObjectNode> estimate(byte[] body) throws JsonProcessingException {
        var json = Json.read(body);
        return cards.estimator()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(estimator -> estimate(json, estimator, clock.instant()));
    }

    private static ObjectNode estimate(JsonNode body, Estimator estimator, Instant at) {
        var call = read(body, estimator.cards(), at);
        return EstimateJson.write(estimator.estimate(call, at))
                .put("provider", call.provider())
                .put("model", call.model());
    }

    private static CallAhead read(JsonNode body, RateCards cards, Instant at) {
        try {
            return EstimateJson.read(body, cards, at);
        } catch (Malformed malformed) {
            throw ProblemException.invalid(malformed.pointer(), malformed.code(), malformed.getMessage());
        }
    }
}
