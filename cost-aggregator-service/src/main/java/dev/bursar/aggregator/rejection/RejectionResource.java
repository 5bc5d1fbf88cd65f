package dev.bursar.aggregator.rejection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.LedgerSql;
import dev.bursar.aggregator.Page;
import dev.bursar.aggregator.Query;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsageEventJson;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import dev.bursar.kit.problem.QueryParameters;
import dev.bursar.kit.security.Caller;
import dev.bursar.kit.security.Roles;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
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
import jakarta.ws.rs.core.UriInfo;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was set aside, over HTTP. Auditors and admins see all of it, everybody else their own. */
@Path("/api/v1/rejections")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Rejections")
public class RejectionResource {

    private static final Set<String> REASONS =
            Arrays.stream(RejectionReason.values()).map(RejectionReason::code).collect(Collectors.toUnmodifiableSet());

    private final RejectionStore store;
    private final Retrials retrials;

    RejectionResource(RejectionStore store, Retrials retrials) {
        this.store = store;
        this.retrials = retrials;
    }

    @GET
    @Operation(
            summary = "List what was set aside, the latest first",
            description = "from and to are times of receipt; reason, source, event_id, principal and path are exact;"
                    + " state is set_aside or retried. What is 90 days old is forgotten.")
    @QueryParameters({"from", "to", "reason", "source", "event_id", "principal", "path", "state"})
    public Uni<ObjectNode> list(
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor,
            @Context UriInfo request,
            @Context SecurityContext security) {
        var page = Page.of(limit, cursor);
        var sql = conditions(Query.of(request.getQueryParameters()));
        page.after().ifPresent(after -> after(sql, after));
        var caller = Caller.of(security.getUserPrincipal());
        if (!caller.has(Roles.AUDITOR)) {
            sql.where("principal = " + sql.bind(caller.principal()));
        }
        return store.page(sql, page.fetch())
                .map(rows -> page.body(rows, Rejection::json, last -> last.receivedAt() + " " + last.id()));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show one record that was set aside")
    public Uni<ObjectNode> show(@PathParam("id") String id, @Context SecurityContext security) {
        return visible(id, Caller.of(security.getUserPrincipal())).map(Rejection::json);
    }

    @POST
    @Path("{id}/retry")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Take a record in again whose original is still on its topic",
            description =
                    "A usage event is posted at once, and outcome says what became of it. A raw record goes to the end"
                            + " of its topic (outcome queued) and is verified as any other: with a token that has expired it is"
                            + " set aside again.")
    public Uni<Response> retry(@PathParam("id") String id, @Context SecurityContext security) {
        var caller = Caller.of(security.getUserPrincipal());
        return visible(id, caller)
                .chain(rejection -> retrials.retry(rejection, caller.principal()))
                .map(body -> Response.accepted(body).build());
    }

    private Uni<Rejection> visible(String id, Caller caller) {
        return store.find(id)
                .map(found -> found.filter(rejection -> caller.has(Roles.AUDITOR)
                                || rejection
                                        .principal()
                                        .filter(caller.principal()::equals)
                                        .isPresent())
                        .orElseThrow(() -> new ProblemException(
                                ProblemType.NOT_FOUND, "nothing was set aside under the id " + id)));
    }

    private static LedgerSql conditions(Query query) {
        var sql = new LedgerSql();
        query.time("from", ZoneOffset.UTC).ifPresent(from -> sql.where("received_at >= " + sql.bind(from)));
        query.time("to", ZoneOffset.UTC).ifPresent(to -> sql.where("received_at < " + sql.bind(to)));
        query.word("state", Set.of("set_aside", "retried")).ifPresent(state -> sql.where("state = " + sql.bind(state)));
        query.word("reason", REASONS).ifPresent(reason -> sql.where("reason = " + sql.bind(reason)));
        for (var name : List.of("source", "event_id", "principal", "path")) {
            query.one(name).ifPresent(value -> sql.where(name + " = " + sql.bind(value)));
        }
        return sql;
    }

    private static void after(LedgerSql sql, String end) {
        int space = end.indexOf(' ');
        var time = UsageEventJson.readTime(end.substring(0, Math.max(space, 0)))
                .orElseThrow(() ->
                        ProblemException.invalid("cursor", "not_a_cursor", "not a cursor that this listing gave"));
        sql.where("(received_at, id) < (" + sql.bind(time) + ", " + sql.bind(end.substring(space + 1)) + ")");
    }
}
