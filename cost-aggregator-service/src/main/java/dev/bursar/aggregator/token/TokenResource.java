package dev.bursar.aggregator.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.Page;
import dev.bursar.contract.Json;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import dev.bursar.kit.security.Caller;
import dev.bursar.kit.security.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Access tokens over HTTP. */
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@Tag(name = "Tokens")
public class TokenResource {

    private static final int ID_BYTES = 12;

    private final TokenMint mint;
    private final TokenStore store;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    TokenResource(TokenMint mint, TokenStore store, InstantSource clock) {
        this.mint = mint;
        this.store = store;
        this.clock = clock;
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Mint a token; this answer is the only place it is ever shown")
    public Uni<Response> create(byte[] body) throws JsonProcessingException {
        var order = TokenOrder.read(Json.read(body));
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var token = new MintedToken(newId(), order, now, now.plus(order.timeToLive()), Optional.empty());
        var signed = mint.sign(token.id(), order, token.issuedAt(), token.expiresAt());
        return store.add(token)
                .map(added -> Response.status(Response.Status.CREATED)
                        .entity(token.json().put("token", signed))
                        .build());
    }

    @GET
    @Operation(summary = "List the tokens that were minted here, by id")
    public Uni<ObjectNode> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        var page = Page.of(limit, cursor);
        return store.page(page.after().orElse(""), page.fetch())
                .map(rows -> page.body(rows, MintedToken::json, MintedToken::id));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Revoke a token: within a second or two no service accepts it any more")
    public Uni<Response> revoke(@PathParam("id") String id, @Context SecurityContext security) {
        var by = Caller.of(security.getUserPrincipal()).principal();
        return store.revoke(id, clock.instant(), by).map(found -> {
            if (!found) {
                throw new ProblemException(ProblemType.NOT_FOUND, "no token " + id + " was minted here");
            }
            return Response.noContent().build();
        });
    }

    private String newId() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return "tok_" + HexFormat.of().formatHex(bytes);
    }
}
