package dev.bursar.aggregator.publisher;

import dev.bursar.contract.CloudEvent;
import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.contract.budget.Account;
import dev.bursar.contract.budget.AccountJson;
import dev.bursar.contract.budget.AccountState;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.BudgetJson;
import dev.bursar.kit.kafka.TraceHeaders;
import dev.bursar.kit.problem.Trace;
import dev.bursar.kit.security.Revocation;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records that are published, each under the key that compaction keeps the last of. */
final class Bulletin {

    private static final String SOURCE = "urn:bursar:aggregator";

    private final Topics topics;

    Bulletin(Topics topics) {
        this.topics = topics;
    }

    ProducerRecord<String, byte[]> definition(Budget budget, Instant now) {
        var id = budget.id() + "@" + budget.revision() + "-" + budget.state().code();
        return record(
                topics.budgets(),
                budget.id(),
                new CloudEvent(CloudEvent.BUDGET, SOURCE, id, now, BudgetJson.write(budget)));
    }

    ProducerRecord<String, byte[]> card(StoredCard card, Instant now) {
        return record(
                topics.rates(), card.key(), new CloudEvent(CloudEvent.RATE_CARD, SOURCE, card.key(), now, card.json()));
    }

    ProducerRecord<String, byte[]> state(AccountState state, Account current) {
        var id = state.key().text() + "@" + state.epoch() + "." + state.version();
        return record(
                topics.budgetStates(),
                state.key().text(),
                new CloudEvent(CloudEvent.BUDGET_STATE, SOURCE, id, state.asOf(), AccountJson.write(state, current)));
    }

    ProducerRecord<String, byte[]> heartbeat(Heartbeat heartbeat) {
        return record(
                topics.budgets(),
                Topics.HEARTBEAT_KEY,
                new CloudEvent(
                        CloudEvent.HEARTBEAT,
                        SOURCE,
                        heartbeat.epoch() + "." + heartbeat.beat(),
                        heartbeat.at(),
                        heartbeat.json()));
    }

    ProducerRecord<String, byte[]> alert(Alert alert) {
        var account = alert.account();
        var data = Json.object()
                .put("id", alert.id())
                .put("budget", account.key().budget())
                .put("account", account.key().text())
                .put("threshold", alert.threshold().toPlainString());
        data.putObject("window")
                .put("start", account.window().start().toString())
                .put("end", account.window().end().toString());
        data.put("unit", account.limit().unit().code())
                .put("spent", Json.money(account.spent()))
                .put("limit", account.limit().amount().toPlainString())
                .put("at", account.asOf().toString());
        return record(
                topics.budgetAlerts(),
                account.key().text(),
                new CloudEvent(CloudEvent.BUDGET_ALERT, SOURCE, alert.id(), account.asOf(), data));
    }

    ProducerRecord<String, byte[]> revocation(Revocation revocation) {
        return record(topics.revocations(), revocation.tokenId(), revocation.event());
    }

    /** Takes away what was said under a key. */
    static ProducerRecord<String, byte[]> tombstone(String topic, String key) {
        return new ProducerRecord<>(topic, key, null);
    }

    private static ProducerRecord<String, byte[]> record(String topic, String key, CloudEvent event) {
        var message = new ProducerRecord<>(topic, key, event.bytes());
        TraceHeaders.put(message.headers(), Trace.fresh());
        return message;
    }
}
