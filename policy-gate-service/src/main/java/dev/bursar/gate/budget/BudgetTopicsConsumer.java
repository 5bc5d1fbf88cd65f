package dev.bursar.gate.budget;

import dev.bursar.contract.Topics;
import dev.bursar.kit.kafka.KafkaSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Reads the budgets' topics from the gate's start to its end. */
@Singleton
class BudgetTopicsConsumer {

    private final BudgetTopics topics;

    BudgetTopicsConsumer(KafkaSettings kafka, Topics topics, BudgetView budgets, RatesView rates, InstantSource clock) {
        this.topics = new BudgetTopics(kafka::consumer, topics, budgets, rates, clock);
    }

    void start(@Observes StartupEvent event) {
        topics.start();
    }

    void stop(@Observes ShutdownEvent event) {
        topics.close();
    }
}
