package dev.bursar.aggregator.budget;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.Page;
import dev.bursar.aggregator.Visibility;
import dev.bursar.contract.budget.Account;
import dev.bursar.contract.budget.AccountJson;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.Budget;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import dev.bursar.kit.security.Caller;
import dev.bursar.kit.security.Roles;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accounts over HTTP. */
@Path("/api/v1/budgets/{id}/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Budgets")
public class AccountResource {

    private final Budgets budgets;
    private final Accounts accounts;

    AccountResource(Budgets budgets, Accounts accounts) {
        this.budgets = budgets;
        this.accounts = accounts;
    }

    @GET
    @Operation(summary = "List the accounts of a budget in their current window, by key")
    public Uni<ObjectNode> list(
            @PathParam("id") String id,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor,
            @Context SecurityContext security) {
        var page = Page.of(limit, cursor);
        var visible = Visibility.of(Caller.of(security.getUserPrincipal()));
        return budget(id, visible)
                .chain(budget -> page(budget, visible, page))
                .map(rows -> page.body(
                        rows, AccountJson::write, account -> account.key().text()));
    }

    @GET
    @Path("{key}")
    @Operation(summary = "Show an account in its current window; one that nothing touched has spent nothing")
    public Uni<ObjectNode> show(
            @PathParam("id") String id, @PathParam("key") String key, @Context SecurityContext security) {
        var visible = Visibility.of(Caller.of(security.getUserPrincipal()));
        return budget(id, visible)
                .chain(budget -> accounts.find(budget, key(budget, key, visible)))
                .map(AccountJson::write);
    }

    @PUT
    @Path("{key}/freeze")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Deny everything that falls to the account")
    public Uni<ObjectNode> freeze(@PathParam("id") String id, @PathParam("key") String key) {
        return setFrozen(id, key, true);
    }

    @PUT
    @Path("{key}/thaw")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "End a freeze of the account")
    public Uni<ObjectNode> thaw(@PathParam("id") String id, @PathParam("key") String key) {
        return setFrozen(id, key, false);
    }

    private Uni<ObjectNode> setFrozen(String id, String key, boolean frozen) {
        var everything = new Visibility.Everything();
        return budget(id, everything)
                .chain(budget -> accounts.freeze(budget, key(budget, key, everything), frozen))
                .map(AccountJson::write);
    }

    private Uni<Budget> budget(String id, Visibility visible) {
        return budgets.find(id)
                .map(found -> found.filter(visible::concerns).orElseThrow(() -> BudgetResource.noSuchBudget(id)));
    }

    private Uni<List<Account>> page(Budget budget, Visibility visible, Page page) {
        var after = page.after().orElse("");
        if (visible instanceof Visibility.Only only && budget.per().contains(only.dimension())) {
            var part = new Accounts.Part(only.dimension(), only.values());
            return accounts.page(budget, Optional.of(part), after, page.fetch());
        }
        boolean shown = visible.shows(budget, new AccountKey(budget.id(), List.of()));
        return shown
                ? accounts.page(budget, Optional.empty(), after, page.fetch())
                : Uni.createFrom().item(List.of());
    }

    private static AccountKey key(Budget budget, String text, Visibility visible) {
        return Accounts.key(budget, text)
                .filter(key -> visible.shows(budget, key))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "budget " + budget.id() + " has no account " + text));
    }
}
