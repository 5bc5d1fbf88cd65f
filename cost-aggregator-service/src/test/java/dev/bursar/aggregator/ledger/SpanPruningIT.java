package dev.bursar.aggregator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.testkit.BursarTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class SpanPruningIT {

    @Inject
    Pool pool;

    @Inject
    SpanPruning pruning;

    @Test
    void whatNoSpanWillSayAnyMoreIsForgotten() {
        // Given
        pool.query("""
                        insert into span_usage (id, tokens_in, tokens_out, noted_at) values
                            (decode(repeat('a1', 32), 'hex'), 1, 1, now() - interval '32 days'),
                            (decode(repeat('a2', 32), 'hex'), 1, 1, now() - interval '30 days')
                        """).executeAndAwait();

        // When
        pruning.prune(Instant.now()).await().indefinitely();

        // Then
        var left = pool.query("""
                        select encode(substr(id, 1, 1), 'hex') as first from span_usage
                        where id in (decode(repeat('a1', 32), 'hex'), decode(repeat('a2', 32), 'hex'))
                        """).executeAndAwait();
        assertThat(left).extracting(row -> row.getString("first")).containsExactly("a2");
    }
}
