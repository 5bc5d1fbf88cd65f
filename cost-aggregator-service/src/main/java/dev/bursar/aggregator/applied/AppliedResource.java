package dev.bursar.aggregator.applied;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.Page;
import dev.bursar.aggregator.applied.AppliedStore.Applied;
import dev.bursar.aggregator.applied.AppliedStore.Mark;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.security.Caller;
import dev.bursar.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
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

/** The marks of what was applied from files. A mark is only that: the definition itself is made and removed elsewhere. */
@Path("/api/v1/applied/{set}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@Tag(name = "Applied")
public class AppliedResource {

    private final AppliedStore store;

    AppliedResource(AppliedStore store) {
        this.store = store;
    }

    @GET
    @Operation(summary = "List what was applied under the name of a set")
    public Uni<ObjectNode> list(
            @PathParam("set") String set, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        var page = Page.of(limit, cursor);
        return store.page(set, page.after().orElse(""), page.fetch())
                .map(rows ->
                        page.body(rows, Applied::json, applied -> applied.mark().key()));
    }

    @PUT
    @Path("{kind}/{id}")
    @Operation(summary = "Mark a definition as applied")
    public Uni<Response> put(
            @PathParam("set") String set,
            @PathParam("kind") String kind,
            @PathParam("id") String id,
            @Context SecurityContext security) {
        var by = Caller.of(security.getUserPrincipal()).principal();
        return store.put(value("set", set), new Mark(value("kind", kind), value("id", id)), by)
                .map(done -> Response.noContent().build());
    }

    @DELETE
    @Path("{kind}/{id}")
    @Operation(summary = "Forget that a definition was applied")
    public Uni<Response> delete(
            @PathParam("set") String set, @PathParam("kind") String kind, @PathParam("id") String id) {
        return store.remove(set, new Mark(kind, id))
                .map(done -> Response.noContent().build());
    }

    private static String value(String name, String value) {
        if (!Dimensions.isValue(value)) {
            throw ProblemException.invalid(name, "not_a_value", name + " is not 1 to 256 printable characters");
        }
        return value;
    }
}
