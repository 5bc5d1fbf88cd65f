package dev.bursar.gate.budget;

import dev.bursar.contract.Topics;
import dev.bursar.kit.kafka.TableReader;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads budgets, their accounts' states and rate cards from their beginning into the views, and keeps reading. */
final class BudgetTopics implements AutoCloseable {

    private final BudgetView budgets;
    private final InstantSource clock;
    private final List<TableReader> readers;

    /** @param settings of a consumer, by its client id */
    BudgetTopics(
            Function<String, Map<String, Object>> settings,
            Topics topics,
            BudgetView budgets,
            RatesView rates,
            InstantSource clock) {
        this.budgets = budgets;
        this.clock = clock;
        var records = new BudgetRecords(budgets, rates, clock);
        this.readers = List.of(
                new TableReader(
                        settings.apply("bursar-gate-budgets"),
                        topics.budgets(),
                        rows(budgets.definitions(), records::budget)),
                new TableReader(
                        settings.apply("bursar-gate-states"),
                        topics.budgetStates(),
                        rows(budgets.states(), records::state)),
                new TableReader(
                        settings.apply("bursar-gate-rates"), topics.rates(), rows(rates.cards(), records::rateCard)));
    }

    BudgetTopics start() {
        readers.forEach(TableReader::start);
        return this;
    }

    @Override
    public void close() {
        readers.forEach(TableReader::close);
    }

    private TableReader.Rows rows(Table<?, ?> table, BiConsumer<String, byte[]> record) {
        return new TableReader.Rows() {
            @Override
            public void begin() {
                budgets.lost(clock.instant());
                table.begin();
            }

            @Override
            public void row(ConsumerRecord<String, byte[]> row) {
                if (row.key() != null) {
                    record.accept(row.key(), row.value());
                }
            }

            @Override
            public void caughtUp() {
                table.caughtUp();
            }
        };
    }
}
