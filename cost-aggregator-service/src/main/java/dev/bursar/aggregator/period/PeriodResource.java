package dev.bursar.aggregator.period;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.BooksConfig;
import dev.bursar.aggregator.Page;
import dev.bursar.aggregator.Visibility;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
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
import jakarta.ws.rs.core.SecurityContext;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Billing periods over HTTP. */
@Path("/api/v1/periods")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Billing periods")
public class PeriodResource {

    private static final YearMonth LATEST = YearMonth.of(9999, 12);

    private final PeriodStore store;
    private final BooksConfig config;
    private final InstantSource clock;

    PeriodResource(PeriodStore store, BooksConfig config, InstantSource clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "List the months in which something is booked, the latest first",
            description = "cost_usd is everything booked in the month, corrections_usd the part of it that belongs to"
                    + " earlier months. A closed month's figures never change.")
    public Uni<ObjectNode> list(
            @QueryParam("limit") String limit, @QueryParam("cursor") String cursor, @Context SecurityContext security) {
        var page = Page.of(limit, cursor);
        var before = page.after().map(PeriodResource::cursor).orElse(LATEST);
        return store.page(before, page.fetch(), visible(security))
                .map(rows ->
                        page.body(rows, Period::json, period -> period.month().toString()));
    }

    @GET
    @Path("{month}")
    @Operation(summary = "Show a month, such as 2026-10")
    public Uni<ObjectNode> show(@PathParam("month") String month, @Context SecurityContext security) {
        var asked = parse(month).orElseThrow(() -> none(month));
        return store.find(asked, visible(security))
                .map(found -> found.orElseGet(() -> nothingYet(asked)).json());
    }

    @POST
    @Path("{month}/close")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Close a month that is over, before it closes by itself five days after its end",
            description =
                    "What comes later for its events is booked in the current month, as a correction. A month that"
                            + " is closed stays as it is.")
    public Uni<ObjectNode> close(@PathParam("month") String month, @Context SecurityContext security) {
        var asked = parse(month).orElseThrow(() -> none(month));
        if (!Period.isOver(asked, config.booksZone(), clock.instant())) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    month + " is not over before " + Period.end(asked, config.booksZone()) + ": it can't be closed");
        }
        var caller = Caller.of(security.getUserPrincipal());
        return requireKnown(asked)
                .chain(() -> store.close(asked, caller.principal()))
                .chain(store::addUp)
                .chain(() -> store.find(asked, Visibility.of(caller)))
                .map(found -> found.orElseThrow().json());
    }

    /** A month with entries, or one that the books have lived through: a slip in the year can't be taken back. */
    private Uni<Void> requireKnown(YearMonth month) {
        return store.find(month, new Visibility.Everything())
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().voidItem()
                        : store.first()
                                .invoke(first -> first.filter(begun -> !month.isBefore(begun))
                                        .orElseThrow(() -> none(month.toString())))
                                .replaceWithVoid());
    }

    /** The current month is open even before anything is booked in it. */
    private Period nothingYet(YearMonth month) {
        var now = clock.instant();
        if (!month.equals(YearMonth.from(now.atZone(config.booksZone())))) {
            throw none(month.toString());
        }
        return new Period(month, now, Optional.empty(), BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private static Visibility visible(SecurityContext security) {
        return Visibility.of(Caller.of(security.getUserPrincipal()));
    }

    /** The month that a text names, empty where it names none. */
    public static Optional<YearMonth> parse(String text) {
        try {
            return text.matches("\\d{4}-\\d{2}") ? Optional.of(YearMonth.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static YearMonth cursor(String after) {
        return parse(after)
                .orElseThrow(() ->
                        ProblemException.invalid("cursor", "not_a_cursor", "not a cursor that this listing gave"));
    }

    private static ProblemException none(String month) {
        return new ProblemException(ProblemType.NOT_FOUND, "nothing is booked in a month " + month);
    }
}
