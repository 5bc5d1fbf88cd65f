package dev.bursar.gate.budget;

import dev.bursar.contract.Topics;
import dev.bursar.kit.kafka.KafkaSettings;
import dev.bursar.kit.kafka.TableReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads budgets, their accounts' states and rate cards from their beginning, and keeps reading. */
@Singleton
class BudgetTopicsConsumer {

    private final KafkaSettings kafka;
    private final Topics topics;
    private final BudgetView budgets;
    private final RatesView rates;
    private final InstantSource clock;
    private final List<TableReader> readers = new ArrayList<>();

    BudgetTopicsConsumer(KafkaSettings kafka, Topics topics, BudgetView budgets, RatesView rates, InstantSource clock) {
        this.kafka = kafka;
        this.topics = topics;
        this.budgets = budgets;
        this.rates = rates;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        var records = new BudgetRecords(budgets, rates, clock);
        read(topics.budgets(), "bursar-gate-budgets", rows(budgets.definitions(), records::budget));
        read(topics.budgetStates(), "bursar-gate-states", rows(budgets.states(), records::state));
        read(topics.rates(), "bursar-gate-rates", rows(rates.cards(), records::rateCard));
    }

    void stop(@Observes ShutdownEvent event) {
        readers.forEach(TableReader::close);
    }

    private void read(String topic, String client, TableReader.Rows rows) {
        readers.add(new TableReader(kafka.consumer(client), topic, rows).start());
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
