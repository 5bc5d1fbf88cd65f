package dev.bursar.gate.budget;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.CloudEvent;
import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.contract.budget.AccountJson;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.AccountState;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.BudgetJson;
import dev.bursar.contract.budget.BudgetReader;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCardJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to the gate's topics what the aggregator would, in transactions as it does. */
final class Published implements AutoCloseable {

    private final Topics topics;
    private final KafkaProducer<String, byte[]> producer;
    private long epoch = 1;
    private long version;

    Published(String bootstrap, Topics topics) {
        this.topics = topics;
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("transactional.id", "test-publisher-" + UUID.randomUUID());
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    Published inEpoch(long other) {
        epoch = other;
        version = 0;
        return this;
    }

    Budget budget(String id, String json) {
        try {
            var budget = BudgetReader.read(id, Json.read(json));
            send(topics.budgets(), id, event(CloudEvent.BUDGET, BudgetJson.write(budget)));
            return budget;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was spent in the window of now. */
    void spent(Budget budget, String key, String spent) {
        send(topics.budgetStates(), key, state(budget, key, spent));
    }

    /** A state in every partition, each under a key of its own: whoever has them all has all that was written before. */
    List<String> spentInEveryPartition(Budget budget, String prefix, String spent) {
        var keys = new ArrayList<String>();
        producer.beginTransaction();
        int partitions = producer.partitionsFor(topics.budgetStates()).size();
        for (int i = 0; i < partitions; i++) {
            keys.add(prefix + i);
            producer.send(new ProducerRecord<>(topics.budgetStates(), i, prefix + i, state(budget, prefix + i, spent)));
        }
        producer.commitTransaction();
        return keys;
    }

    private byte[] state(Budget budget, String key, String spent) {
        var now = Instant.now();
        var account = AccountKey.parse(key).orElseThrow();
        var spend = new AccountState.Spend(budget.window().at(now), new BigDecimal(spent));
        var state = new AccountState(account, epoch, ++version, BigDecimal.ZERO, false, List.of(spend), now);
        var body = AccountJson.write(state, state.in(spend.window(), budget.limit()));
        return event(CloudEvent.BUDGET_STATE, body);
    }

    void untouched(String key) {
        send(topics.budgetStates(), key, null);
    }

    void rateCard(RateCard card) {
        send(topics.rates(), card.id(), event(CloudEvent.RATE_CARD, RateCardJson.write(card)));
    }

    void heartbeat() {
        var now = Instant.now().toString();
        var body = Json.object().put("at", now).put("epoch", epoch).put("published_through", now);
        send(topics.budgets(), Topics.HEARTBEAT_KEY, event(CloudEvent.HEARTBEAT, body));
    }

    /** Written, and never committed. */
    void abortedSpent(String key, byte[] value) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topics.budgetStates(), key, value));
        producer.flush();
        producer.abortTransaction();
    }

    private void send(String topic, String key, byte[] value) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, key, value));
        producer.commitTransaction();
    }

    private static byte[] event(String type, ObjectNode body) {
        return new CloudEvent(type, "urn:bursar:test", UUID.randomUUID().toString(), Instant.now(), body).bytes();
    }

    @Override
    public void close() {
        producer.close();
    }
}
