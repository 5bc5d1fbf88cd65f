package dev.bursar.aggregator.correction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.Page;
import dev.bursar.aggregator.correction.CorrectionRequest.Kind;
import dev.bursar.kit.security.Caller;
import dev.bursar.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reattributions over HTTP: events were booked on a wrong team, say. */
@Path("/api/v1/reattributions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@Tag(name = "Corrections")
public class ReattributionResource {

    private final Corrections corrections;

    ReattributionResource(Corrections corrections) {
        this.corrections = corrections;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Give events other dimensions; what they cost stays",
            description =
                    "Body: {from, to, set, dry_run?} and, to choose events, source, id, response_id, cost_state and"
                            + " any dimension, each a text (with *; empty: entries that have none) or a list of texts. set gives attribution dimensions and tags"
                            + " their values; null takes one away. It goes on in the background, by adjustments; with dry_run it"
                            + " only counts.")
    public Uni<Response> ask(byte[] body, @Context SecurityContext security) throws JsonProcessingException {
        return corrections.ask(
                Kind.REATTRIBUTION, body, Caller.of(security.getUserPrincipal()).principal());
    }

    @GET
    @Operation(summary = "List reattributions, the latest first")
    public Uni<ObjectNode> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return corrections.list(Kind.REATTRIBUTION, Page.of(limit, cursor));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show a reattribution and how far it has come")
    public Uni<ObjectNode> show(@PathParam("id") String id) {
        return corrections.show(Kind.REATTRIBUTION, id);
    }
}
