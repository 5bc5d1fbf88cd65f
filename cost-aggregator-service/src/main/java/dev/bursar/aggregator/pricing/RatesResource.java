package dev.bursar.aggregator.pricing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.Page;
import dev.bursar.contract.Json;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCard.Origin;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.contract.pricing.Tariff;
import dev.bursar.contract.usage.ProviderName;
import dev.bursar.kit.problem.Problem;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rate cards over HTTP: what a call costs is no secret, who says so is the operator. */
@Path("/api/v1/rates")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Rates")
public class RatesResource {

    private static final int LONGEST_ID = 256;

    private final RateCardStore store;
    private final OperatorCards cards;
    private final InstantSource clock;

    RatesResource(RateCardStore store, OperatorCards cards, InstantSource clock) {
        this.store = store;
        this.cards = cards;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "List the rate cards in force, by id; one that has not begun where there is no other")
    public Uni<ObjectNode> list(
            @QueryParam("provider") String provider,
            @QueryParam("origin") String origin,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var page = Page.of(limit, cursor);
        var shown = CardListing.of(provider, origin, clock.instant());
        return store.load()
                .map(all -> shown.after(all, page.after().orElse(""))
                        .limit(page.fetch())
                        .toList())
                .map((List<RateCard> rows) -> page.body(rows, RateCardJson::write, RateCard::id));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show the rate card in force under an id")
    public Uni<ObjectNode> show(@PathParam("id") String id) {
        var shown = CardListing.of(null, null, clock.instant());
        return store.load()
                .map(all -> shown.after(all, "")
                        .filter(card -> card.id().equals(id))
                        .findFirst()
                        .map(RateCardJson::write)
                        .orElseThrow(() -> noSuchCard(id)));
    }

    @GET
    @Path("{id}/versions")
    @Operation(summary = "Every version of a rate card there ever was, the newest first")
    public Uni<ObjectNode> versions(@PathParam("id") String id) {
        return store.versions(id).map(versions -> {
            if (versions.isEmpty()) {
                throw noSuchCard(id);
            }
            return new Page(versions.size(), Optional.empty()).body(versions, StoredCard::json, v -> id);
        });
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Add a rate card or a version of it; a built-in card under the same id is overridden")
    public Uni<Response> put(@PathParam("id") String id, byte[] body, @Context SecurityContext security)
            throws JsonProcessingException {
        return cards.put(read(id, body), Caller.of(security.getUserPrincipal()).principal())
                .map(RatesResource::answer);
    }

    private static Response answer(CardChange change) {
        if (change instanceof CardChange.Refused refused) {
            var clash = refused.clash();
            var fault = new Problem.Fault(clash.pointer(), clash.code(), clash.detail());
            throw new ProblemException(Problem.of(ProblemType.CONFLICT, clash.detail(), fault));
        }
        return change instanceof CardChange.Created created
                ? Response.status(Response.Status.CREATED)
                        .entity(RateCardJson.write(created.card()))
                        .build()
                : Response.ok(RateCardJson.write(((CardChange.Superseded) change).card()))
                        .build();
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Take the operator's card out of force; a built-in one under the same id counts again")
    public Uni<Response> delete(@PathParam("id") String id, @Context SecurityContext security) {
        return cards.remove(id, Caller.of(security.getUserPrincipal()).principal())
                .map(change -> {
                    if (change instanceof CardChange.NoSuchCard missing) {
                        throw missing.builtIn()
                                ? new ProblemException(
                                        ProblemType.CONFLICT,
                                        id + " came with the software: override it with a card of your own")
                                : noSuchCard(id);
                    }
                    return Response.noContent().build();
                });
    }

    private static RateCard read(String id, byte[] body) throws JsonProcessingException {
        if (id.isBlank() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("/id", "not_an_id", "an id is 1 to " + LONGEST_ID + " printable characters");
        }
        try {
            return inOurWords(RateCardJson.read(id, 1, Json.read(body))).withOrigin(Origin.OPERATOR);
        } catch (Malformed malformed) {
            throw problem(malformed);
        }
    }

    /**
     * Events name a provider, and a class of service, in one way only: what a card says under another word would never count.
     */
    private static RateCard inOurWords(RateCard card) {
        card.tariff().serviceTiers().keySet().forEach(RatesResource::requireOwnPrices);
        ProviderName.known(card.provider())
                .filter(name -> !name.equals(card.provider()))
                .ifPresent(name -> {
                    throw new Malformed(
                            "/provider", "another_spelling", card.provider() + " is called " + name + " here");
                });
        return card;
    }

    private static void requireOwnPrices(String tier) {
        if (Tariff.isOfEveryCard(tier)) {
            throw new Malformed(
                    "/service_tiers/" + tier,
                    "never_counts",
                    "every card says what " + tier + " costs by its own prices: change those");
        }
        if (tier.isBlank() || !tier.equals(tier.toLowerCase(Locale.ROOT))) {
            throw new Malformed(
                    "/service_tiers/" + tier,
                    "never_counts",
                    "a class of service is a word in lower case: batch, flex");
        }
    }

    private static ProblemException problem(Malformed malformed) {
        var fault = new Problem.Fault(malformed.pointer(), malformed.code(), malformed.getMessage());
        var type = malformed.code().equals(ProblemType.CURRENCY_UNSUPPORTED.code())
                ? ProblemType.CURRENCY_UNSUPPORTED
                : ProblemType.INVALID_REQUEST;
        return new ProblemException(Problem.of(type, malformed.getMessage(), fault));
    }

    private static ProblemException noSuchCard(String id) {
        return new ProblemException(ProblemType.NOT_FOUND, "there is no rate card " + id);
    }
}
