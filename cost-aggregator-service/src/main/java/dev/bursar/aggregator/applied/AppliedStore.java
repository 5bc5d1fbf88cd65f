package dev.bursar.aggregator.applied;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
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
            select kind, id from applied
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
    Uni<List<Mark>> page(String set, String after, int most) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(set, after, most))
                .map(rows -> rows.stream()
                        .map(row -> new Mark(row.getString("kind"), row.getString("id")))
                        .toList());
    }
}
