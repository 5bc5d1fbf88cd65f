package dev.bursar.aggregator.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.Query;
import dev.bursar.aggregator.Visibility;
import dev.bursar.kit.problem.QueryParameters;
import dev.bursar.kit.security.Caller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was spent, over HTTP. */
@Path("/api/v1/metrics/costs")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Reports")
public class CostsResource {

    private final CostStore store;
    private final CostQueries queries;
    private final InstantSource clock;

    CostsResource(CostStore store, CostQueries queries, InstantSource clock) {
        this.store = store;
        this.queries = queries;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Costs, tokens and calls, by interval and by any dimensions")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "Date or instant, inclusive; start of the month")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "Date or instant, exclusive; now")
    @Parameter(name = "zone", in = ParameterIn.QUERY, description = "Time zone of dates and intervals; UTC")
    @Parameter(name = "group_by", in = ParameterIn.QUERY, description = "Dimensions, comma-separated")
    @Parameter(name = "interval", in = ParameterIn.QUERY, description = "none, hour, day, week or month")
    @Parameter(name = "as_of", in = ParameterIn.QUERY, description = "Leave out what was posted later")
    @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            description =
                    "A billing period such as 2026-10, instead of from and to: what is booked in it. Of a closed one the"
                            + " report is the same forever")
    @Parameter(
            name = "team",
            in = ParameterIn.QUERY,
            description = "Like every dimension: a value, or a pattern with *")
    @QueryParameters(
            value = {"from", "to", "zone", "group_by", "interval", "as_of", "period"},
            dimensions = true)
    public Uni<ObjectNode> costs(@Context UriInfo request, @Context SecurityContext security) {
        var now = clock.instant();
        var asked = Query.of(request.getQueryParameters());
        var visible = Visibility.of(Caller.of(security.getUserPrincipal()));
        return queries.read(asked, now)
                .chain(costs -> store.lines(costs, visible).map(lines -> CostsJson.write(costs, lines, now)));
    }
}
