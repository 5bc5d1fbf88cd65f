package dev.bursar.aggregator.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.EntryFilter;
import dev.bursar.aggregator.LedgerSql;
import dev.bursar.aggregator.Page;
import dev.bursar.aggregator.Query;
import dev.bursar.aggregator.Visibility;
import dev.bursar.aggregator.ledger.EntryId;
import dev.bursar.aggregator.ledger.LedgerEntryJson;
import dev.bursar.aggregator.ledger.LedgerStore;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import dev.bursar.kit.problem.QueryParameters;
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
import jakarta.ws.rs.core.UriInfo;
import java.time.ZoneOffset;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The ledger over HTTP. */
@Path("/api/v1/ledger")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Reports")
public class LedgerResource {

    private static final Set<String> KINDS = Set.of("usage", "adjustment");

    private final EntryStore entries;
    private final LedgerStore ledger;

    LedgerResource(EntryStore entries, LedgerStore ledger) {
        this.entries = entries;
        this.ledger = ledger;
    }

    @GET
    @Operation(summary = "Entries, newest first; from and to are event time, dimensions may be patterns with *")
    @QueryParameters(
            value = {"from", "to", "as_of", "source", "id", "response_id", "cost_state", "kind"},
            dimensions = true)
    public Uni<ObjectNode> list(
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor,
            @Context UriInfo request,
            @Context SecurityContext security) {
        var page = Page.of(limit, cursor);
        var sql = conditions(Query.of(request.getQueryParameters()));
        Visibility.of(Caller.of(security.getUserPrincipal())).restrict(sql);
        return entries.page(sql, page)
                .map(rows -> page.body(
                        rows, LedgerEntryJson::write, entry -> entry.id().text()));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One entry with the derivation of its cost")
    public Uni<ObjectNode> show(@PathParam("id") String id, @Context SecurityContext security) {
        var visible = Visibility.of(Caller.of(security.getUserPrincipal()));
        return EntryId.parse(id)
                .map(ledger::find)
                .orElseThrow(() -> noSuchEntry(id))
                .map(found -> found.filter(entry -> visible.shows(entry.dimensions()))
                        .map(LedgerEntryJson::write)
                        .orElseThrow(() -> noSuchEntry(id)));
    }

    private static ProblemException noSuchEntry(String id) {
        return new ProblemException(ProblemType.NOT_FOUND, "there is no entry " + id);
    }

    private static LedgerSql conditions(Query query) {
        var sql = new LedgerSql();
        EntryFilter.add(sql, query);
        query.time("as_of", ZoneOffset.UTC).ifPresent(asOf -> sql.where("posted_at <= " + sql.bind(asOf)));
        query.word("kind", KINDS).ifPresent(kind -> sql.where("kind = " + sql.bind(kind)));
        return sql;
    }
}
