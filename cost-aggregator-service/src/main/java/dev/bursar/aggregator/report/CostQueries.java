package dev.bursar.aggregator.report;

import dev.bursar.aggregator.BooksConfig;
import dev.bursar.aggregator.Query;
import dev.bursar.aggregator.period.PeriodStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What a report is asked for, with what the books know of the billing period that it names. */
@ApplicationScoped
class CostQueries {

    private final PeriodStore periods;
    private final BooksConfig config;

    CostQueries(PeriodStore periods, BooksConfig config) {
        this.periods = periods;
        this.config = config;
    }

    Uni<CostQuery> read(Query asked, Instant now) {
        return CostQuery.period(asked)
                .map(month -> periods.closedAt(month)
                        .map(closed -> CostQuery.of(month, config.booksZone(), closed.orElse(now), asked)))
                .orElseGet(() -> Uni.createFrom().item(CostQuery.read(asked, now)));
    }
}
