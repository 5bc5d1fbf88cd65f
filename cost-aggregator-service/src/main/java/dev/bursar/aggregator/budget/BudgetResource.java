package dev.bursar.aggregator.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.Page;
import dev.bursar.aggregator.Visibility;
import dev.bursar.contract.Json;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.BudgetJson;
import dev.bursar.contract.budget.BudgetReader;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import dev.bursar.kit.security.Caller;
import dev.bursar.kit.security.Roles;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

/** Budgets over HTTP. */
@Path("/api/v1/budgets")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Budgets")
public class BudgetResource {

    private final Budgets budgets;
    private final HistoryJob history;

    BudgetResource(Budgets budgets, HistoryJob history) {
        this.budgets = budgets;
        this.history = history;
    }

    @GET
    @Operation(summary = "List budgets, by id")
    public Uni<ObjectNode> list(
            @QueryParam("limit") String limit, @QueryParam("cursor") String cursor, @Context SecurityContext security) {
        var page = Page.of(limit, cursor);
        var visible = Visibility.of(Caller.of(security.getUserPrincipal()));
        return budgets.after(page.after().orElse(""))
                .map(all -> all.stream()
                        .filter(visible::concerns)
                        .limit(page.fetch())
                        .toList())
                .map(shown -> page.body(shown, BudgetJson::write, Budget::id));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show a budget")
    public Uni<ObjectNode> show(@PathParam("id") String id, @Context SecurityContext security) {
        var visible = Visibility.of(Caller.of(security.getUserPrincipal()));
        return budgets.find(id)
                .map(found ->
                        found.filter(visible::concerns).map(BudgetJson::write).orElseThrow(() -> noSuchBudget(id)));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Create a budget, or change its limit, mode, alerts and answers")
    public Uni<Response> put(@PathParam("id") String id, byte[] body) throws JsonProcessingException {
        return budgets.put(read(id, body)).chain(this::filled).map(BudgetResource::answer);
    }

    private Uni<BudgetChange> filled(BudgetChange change) {
        if (!(change instanceof BudgetChange.Created created)) {
            return Uni.createFrom().item(change);
        }
        var id = created.budget().id();
        return history.fillAtOnce(id)
                .chain(() -> budgets.find(id))
                .map(found -> new BudgetChange.Created(found.orElse(created.budget())));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "End a budget; the ledger stays as it is")
    public Uni<Response> delete(@PathParam("id") String id) {
        return budgets.delete(id).map(change -> {
            answer(change);
            return Response.noContent().build();
        });
    }

    @PUT
    @Path("{id}/freeze")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Deny everything that the budget matches")
    public Uni<Response> freeze(@PathParam("id") String id) {
        return budgets.freeze(id).map(BudgetResource::answer);
    }

    @PUT
    @Path("{id}/thaw")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "End a freeze")
    public Uni<Response> thaw(@PathParam("id") String id) {
        return budgets.thaw(id).map(BudgetResource::answer);
    }

    @POST
    @Path("{id}/rebuild")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Count the budget's history again from the ledger")
    public Uni<Response> rebuild(@PathParam("id") String id) {
        return budgets.rebuild(id).map(BudgetResource::answer);
    }

    static ProblemException noSuchBudget(String id) {
        return new ProblemException(ProblemType.NOT_FOUND, "there is no budget " + id);
    }

    private static Budget read(String id, byte[] body) throws JsonProcessingException {
        try {
            return BudgetReader.read(id, Json.read(body));
        } catch (Malformed malformed) {
            throw ProblemException.invalid(malformed.pointer(), malformed.code(), malformed.getMessage());
        }
    }

    private static Response answer(BudgetChange change) {
        if (change instanceof BudgetChange.Created created) {
            return Response.status(Response.Status.CREATED)
                    .entity(BudgetJson.write(created.budget()))
                    .build();
        }
        if (change instanceof BudgetChange.Changed changed) {
            return Response.ok(BudgetJson.write(changed.budget())).build();
        }
        if (change instanceof BudgetChange.Immutable immutable) {
            throw new ProblemException(
                    ProblemType.IMMUTABLE,
                    "budget " + immutable.existing().id()
                            + " has another match, per, window or unit: give the other definition another id");
        }
        throw new ProblemException(ProblemType.NOT_FOUND, "there is no such budget");
    }
}
