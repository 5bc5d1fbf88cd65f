package dev.bursar.aggregator.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bursar.contract.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The table of minted tokens. The publisher tells of those that were revoked. */
@ApplicationScoped
class TokenStore {

    private static final String INSERT = """
            insert into access_token (id, principal, claims, issued_at, expires_at) values ($1, $2, $3::text::jsonb, $4, $5)
            """;

    private static final String PAGE = """
            select id, claims::text, issued_at, expires_at, revoked_at from access_token
            where id > $1 order by id limit $2
            """;

    private static final String REVOKE = """
            update access_token set revoked_at = coalesce(revoked_at, $2), revoked_by = coalesce(revoked_by, $3)
            where id = $1
            """;

    private final Pool pool;

    TokenStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(MintedToken token) {
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(
                        token.id(),
                        token.order().principal(),
                        token.claims().toString(),
                        token.issuedAt().atOffset(ZoneOffset.UTC),
                        token.expiresAt().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    Uni<List<MintedToken>> page(String after, int limit) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TokenStore::token)
                        .toList());
    }

    /** Answers whether there is such a token. The first revocation counts. */
    Uni<Boolean> revoke(String id, Instant at, String by) {
        return pool.preparedQuery(REVOKE)
                .execute(Tuple.of(id, at.atOffset(ZoneOffset.UTC), by))
                .map(rows -> rows.rowCount() > 0);
    }

    private static MintedToken token(Row row) {
        try {
            return new MintedToken(
                    row.getString("id"),
                    TokenOrder.read(Json.read(row.getString("claims"))),
                    row.getOffsetDateTime("issued_at").toInstant(),
                    row.getOffsetDateTime("expires_at").toInstant(),
                    Optional.ofNullable(row.getOffsetDateTime("revoked_at")).map(at -> at.toInstant()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored token is not JSON", e);
        }
    }
}
