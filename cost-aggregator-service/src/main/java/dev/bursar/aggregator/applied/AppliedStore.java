package dev.bursar.aggregator.applied;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The table of what was applied. */
@ApplicationScoped
class AppliedStore {

    private static final String PUT = """
            insert into applied (set_name, kind, id, applied_by, applied_at) values ($1, $2, $3, $4, now())
            on conflict (set_name, kind, id) do update set applied_by = $4, applied_at = now()
            """;

    private static final String REMOVE = """
            delete from applied where set_name = $1 and kind = $2 and id = $3
            """;

    private static final String PAGE = """
            select kind, id, applied_by, applied_at from applied
            where set_name = $1 and kind || '/' || id > $2 order by kind || '/' || id limit $3
            """;

    private final Pool pool;

    AppliedStore(Pool pool) {
        this.pool = pool;
    }

    /** A definition of a kind, {@code budget} or {@code rate}. */
    record Mark(String kind, String id) {

        String key() {
            return kind + "/" + id;
        }
    }

    /** A mark as it stands: since when, by whom. */
    record Applied(Mark mark, String by, Instant at) {

        ObjectNode json() {
            return Json.object()
                    .put("kind", mark.kind())
                    .put("id", mark.id())
                    .put("applied_by", by)
                    .put("applied_at", at.toString());
        }
    }

    Uni<Void> put(String set, Mark mark, String by) {
        return pool.preparedQuery(PUT)
                .execute(Tuple.of(set, mark.kind(), mark.id(), by))
                .replaceWithVoid();
    }

    Uni<Void> remove(String set, Mark mark) {
        return pool.preparedQuery(REMOVE)
                .execute(Tuple.of(set, mark.kind(), mark.id()))
                .replaceWithVoid();
    }

    /** Those of a set, by kind and id. */
    Uni<List<Applied>> page(String set, String after, int most) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(set, after, most))
                .map(rows -> rows.stream()
                        .map(row -> new Applied(
                                new Mark(row.getString("kind"), row.getString("id")),
                                row.getString("applied_by"),
                                row.getOffsetDateTime("applied_at").toInstant()))
                        .toList());
    }
}
