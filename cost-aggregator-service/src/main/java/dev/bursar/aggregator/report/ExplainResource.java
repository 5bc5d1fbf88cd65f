package dev.bursar.aggregator.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.LedgerSql;
import dev.bursar.aggregator.Page;
import dev.bursar.aggregator.Visibility;
import dev.bursar.aggregator.budget.Accounts;
import dev.bursar.aggregator.budget.Budgets;
import dev.bursar.aggregator.ledger.LedgerEntryJson;
import dev.bursar.contract.Json;
import dev.bursar.contract.budget.Account;
import dev.bursar.contract.budget.AccountJson;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.Budget;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import dev.bursar.kit.security.Caller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Why an account stands as it does, over HTTP. */
@Path("/api/v1/budgets/{id}/accounts/{key}/explain")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Budgets")
public class ExplainResource {

    private final Budgets budgets;
    private final Accounts accounts;
    private final EntryStore entries;

    ExplainResource(Budgets budgets, Accounts accounts, EntryStore entries) {
        this.budgets = budgets;
        this.accounts = accounts;
        this.entries = entries;
    }

    /** An account of a budget, and what was asked for of it. */
    private record Asked(Budget budget, AccountKey key) {}

    @GET
    @Operation(summary = "The account with the entries of its current window, newest first")
    public Uni<ObjectNode> explain(
            @PathParam("id") String id,
            @PathParam("key") String key,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor,
            @Context SecurityContext security) {
        var page = Page.of(limit, cursor);
        var visible = Visibility.of(Caller.of(security.getUserPrincipal()));
        return budgets.find(id)
                .map(budget -> budget.flatMap(
                                known -> Accounts.key(known, key).map(account -> new Asked(known, account)))
                        .filter(asked -> visible.shows(asked.budget(), asked.key()))
                        .orElseThrow(() -> new ProblemException(
                                ProblemType.NOT_FOUND, "there is no account " + key + " of a budget " + id)))
                .chain(asked -> accounts.find(asked.budget(), asked.key())
                        .chain(account -> explain(asked.budget(), account, page)));
    }

    private Uni<ObjectNode> explain(Budget budget, Account account, Page page) {
        return entries.page(conditions(budget, account), page).map(rows -> {
            var body = Json.object();
            body.set("account", AccountJson.write(account));
            body.set(
                    "entries",
                    page.body(rows, LedgerEntryJson::write, entry -> entry.id().text()));
            body.set("holds", page.body(List.of(), none -> null, none -> ""));
            return body;
        });
    }

    private static LedgerSql conditions(Budget budget, Account account) {
        var sql = new LedgerSql();
        sql.where("occurred_at >= " + sql.bind(account.window().start()));
        sql.where("occurred_at < " + sql.bind(account.window().end()));
        sql.whereMatches(budget.match());
        account.key().parts().forEach(sql::whereIs);
        return sql;
    }
}
