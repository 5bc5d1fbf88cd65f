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

/** Repricings over HTTP: a wrong card was put right, say. */
@Path("/api/v1/repricings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@Tag(name = "Corrections")
public class RepricingResource {

    private final Corrections corrections;

    RepricingResource(Corrections corrections) {
        this.corrections = corrections;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Price events anew with the cards of now, each by the rate in force at its time",
            description =
                    "Body: {from, to, dry_run?} and, to choose events, source, id, response_id, cost_state and any"
                            + " dimension, each a text (with *; empty: entries that have none) or a list of texts. It goes on in the background, by adjustments;"
                            + " with dry_run it only adds up. entries are the events that change, difference_usd what the books"
                            + " have more than before.")
    public Uni<Response> ask(byte[] body, @Context SecurityContext security) throws JsonProcessingException {
        return corrections.ask(
                Kind.REPRICING, body, Caller.of(security.getUserPrincipal()).principal());
    }

    @GET
    @Operation(summary = "List repricings, the latest first")
    public Uni<ObjectNode> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return corrections.list(Kind.REPRICING, Page.of(limit, cursor));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show a repricing and how far it has come")
    public Uni<ObjectNode> show(@PathParam("id") String id) {
        return corrections.show(Kind.REPRICING, id);
    }
}
