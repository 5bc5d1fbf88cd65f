package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.BooksConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.TreeSet;

/** The months that the books know, as postings go by them. */
@ApplicationScoped
public class BillingPeriodTable {

    private static final String LOAD = """
            select month, closed_at is not null as closed from billing_period
            """;

    private final BooksConfig config;

    BillingPeriodTable(BooksConfig config) {
        this.config = config;
    }

    /** As they are stored now. */
    public Uni<BillingPeriods> load(SqlClient client) {
        return client.query(LOAD).execute().map(rows -> {
            var closed = new TreeSet<YearMonth>();
            var open = new HashSet<YearMonth>();
            rows.forEach(row -> {
                var months = row.getBoolean("closed") ? closed : open;
                months.add(YearMonth.from(row.getLocalDate("month")));
            });
            return new BillingPeriods(config.booksZone(), closed, open);
        });
    }
}
