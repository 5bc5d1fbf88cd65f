package dev.bursar.aggregator.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.Page;
import dev.bursar.aggregator.pricing.RateCardStore;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.contract.pricing.RateCards;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rate cards over HTTP: what a call costs is no secret. */
@Path("/api/v1/rates")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Rates")
public class RatesResource {

    private static final Comparator<RateCard> LATEST =
            Comparator.comparing(RateCard::effectiveFrom).thenComparing(RateCard::version);

    private final RateCardStore store;
    private final InstantSource clock;

    RatesResource(RateCardStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "List the rate cards in force, by id")
    public Uni<ObjectNode> list(
            @QueryParam("provider") String provider,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var page = Page.of(limit, cursor);
        var now = clock.instant();
        return store.load()
                .map(cards -> inForce(cards, now).stream()
                        .filter(card -> provider == null || provider.equals(card.provider()))
                        .filter(card -> card.id().compareTo(page.after().orElse("")) > 0)
                        .sorted(Comparator.comparing(RateCard::id))
                        .limit(page.fetch())
                        .toList())
                .map((List<RateCard> rows) -> page.body(rows, RateCardJson::write, RateCard::id));
    }

    /** Of the versions of each card that have begun, the latest. */
    private static Collection<RateCard> inForce(RateCards cards, Instant now) {
        return cards.all().stream()
                .filter(card -> !card.effectiveFrom().isAfter(now))
                .collect(Collectors.toMap(RateCard::id, Function.identity(), BinaryOperator.maxBy(LATEST)))
                .values();
    }
}
