package dev.bursar.aggregator.report;

import dev.bursar.aggregator.Query;
import dev.bursar.aggregator.Visibility;
import dev.bursar.kit.problem.QueryParameters;
import dev.bursar.kit.security.Caller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

/** The books as a FOCUS file, over HTTP. */
@Path("/api/v1/exports/focus")
@Authenticated
@Tag(name = "Reports")
public class FocusResource {

    private static final int LINES_AT_ONCE = 200;

    private final FocusStore store;
    private final CostQueries queries;
    private final InstantSource clock;

    FocusResource(FocusStore store, CostQueries queries, InstantSource clock) {
        this.store = store;
        this.queries = queries;
        this.clock = clock;
    }

    @GET
    @Produces("text/csv;charset=UTF-8")
    @Operation(
            summary = "Costs as a FOCUS 1.2 file, a row for each meter, price, day and set of labels",
            description = "Days are those of the books' zone. The file of a closed period is the same forever; what was"
                    + " booked later for one of its days is in a later period's file, with ChargeClass Correction.")
    @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            description = "A billing period such as 2026-10, instead of from and to: what is booked in it")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "Date or instant, inclusive; start of the month")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "Date or instant, exclusive; now")
    @Parameter(name = "zone", in = ParameterIn.QUERY, description = "Time zone of from and to; UTC")
    @Parameter(name = "as_of", in = ParameterIn.QUERY, description = "Leave out what was posted later")
    @Parameter(
            name = "team",
            in = ParameterIn.QUERY,
            description = "Like every dimension: a value, or a pattern with *")
    @QueryParameters(
            value = {"period", "from", "to", "zone", "as_of"},
            dimensions = true)
    public RestMulti<String> focus(@Context UriInfo request, @Context SecurityContext security) {
        var asked = Query.of(request.getQueryParameters());
        var visible = Visibility.of(Caller.of(security.getUserPrincipal()));
        return RestMulti.fromUniResponse(
                queries.read(asked, clock.instant()),
                query -> lines(query, visible),
                query -> Map.of(
                        HttpHeaders.CONTENT_DISPOSITION, List.of("attachment; filename=\"" + name(query) + "\"")));
    }

    private Multi<String> lines(CostQuery query, Visibility visible) {
        var lines = store.charges(query, visible)
                .map(FocusColumn::row)
                .group()
                .intoLists()
                .of(LINES_AT_ONCE)
                .map(FocusFile::lines);
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(FocusFile.header()), lines);
    }

    private static String name(CostQuery query) {
        return "bursar-focus" + query.period().map(month -> "-" + month).orElse("") + ".csv";
    }
}
