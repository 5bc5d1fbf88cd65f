package dev.bursar.aggregator.rateimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.Page;
import dev.bursar.contract.Json;
import dev.bursar.kit.problem.Problem;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Imports of rate cards over HTTP. */
@Path("/api/v1/rates/import")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@Tag(name = "Rates")
public class RateImportResource {

    private static final int MOST_FAULTS = 100;

    private final RateImports imports;
    private final ImportStore store;
    private final InstantSource clock;

    RateImportResource(RateImports imports, ImportStore store, InstantSource clock) {
        this.imports = imports;
        this.store = store;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Show what a file of prices would change; with dry_run false, change it")
    public Uni<Response> post(byte[] body, @Context SecurityContext security) throws JsonProcessingException {
        var order = ImportOrder.read(Json.read(body), clock.instant());
        var file = order.format().read(order.data(), order.terms());
        refuseFaults(file);
        if (order.dryRun()) {
            return imports.compare(file, order)
                    .map(difference -> Response.ok(
                                    ImportJson.write(difference, file).put("dry_run", true))
                            .build());
        }
        return imports.add(file, order, principal(security))
                .map(outcome -> Response.status(outcome.id().isPresent() ? 201 : 200)
                        .entity(ImportJson.write(outcome.difference(), file)
                                .put("dry_run", false)
                                .put("id", outcome.id().orElse(null)))
                        .build());
    }

    @GET
    @Operation(summary = "List the imports, newest first")
    public Uni<ObjectNode> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        var page = Page.of(limit, cursor);
        return store.page(page.after(), page.fetch()).map(rows -> page.body(rows, RateImport::json, RateImport::id));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show an import")
    public Uni<ObjectNode> show(@PathParam("id") String id) {
        return store.find(id).map(found -> found.map(RateImport::json).orElseThrow(() -> noSuchImport(id)));
    }

    @POST
    @Path("{id}/undo")
    @Operation(summary = "Take an import back as one unit")
    public Uni<ObjectNode> undo(@PathParam("id") String id, @Context SecurityContext security) {
        return imports.undo(id, principal(security))
                .chain(done -> store.find(id).map(found -> {
                    var known = found.orElseThrow(() -> noSuchImport(id));
                    if (!done) {
                        throw undoneAlready(known);
                    }
                    return known.json();
                }));
    }

    private static void refuseFaults(PriceFile file) {
        if (!file.faults().isEmpty()) {
            var faults = file.faults().stream().limit(MOST_FAULTS).toList();
            int count = file.faults().size();
            var detail = (count == 1 ? "1 price is" : count + " prices are")
                    + " malformed, nothing was imported; the first is at "
                    + faults.get(0).pointer();
            throw new ProblemException(new Problem(ProblemType.UNPROCESSABLE, detail, faults, Map.of()));
        }
    }

    private static String principal(SecurityContext security) {
        return Caller.of(security.getUserPrincipal()).principal();
    }

    private static ProblemException undoneAlready(RateImport known) {
        return new ProblemException(
                ProblemType.CONFLICT,
                "import " + known.id() + " is undone already: by "
                        + known.undoneBy().orElse("somebody") + " at "
                        + known.undoneAt().map(Instant::toString).orElse("some time") + "; nothing changed");
    }

    private static ProblemException noSuchImport(String id) {
        return new ProblemException(
                ProblemType.NOT_FOUND, "there is no import " + id + ": bursar rates imports lists them");
    }
}
