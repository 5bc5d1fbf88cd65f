package dev.bursar.gate.budget;

import dev.bursar.contract.CloudEvent;
import dev.bursar.contract.Topics;
import dev.bursar.contract.budget.AccountJson;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.BudgetJson;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.gate.budget.BudgetView.Definition;
import dev.bursar.gate.budget.BudgetView.State;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Puts the records of the three topics into the views. A record that can't be read never ends the reading: it makes its
 * budget, account or price one that can't be relied on.
 */
final class BudgetRecords {

    private static final Logger LOG = Logger.getLogger(BudgetRecords.class);

    private final BudgetView budgets;
    private final RatesView rates;
    private final InstantSource clock;

    BudgetRecords(BudgetView budgets, RatesView rates, InstantSource clock) {
        this.budgets = budgets;
        this.rates = rates;
        this.clock = clock;
    }

    /** A definition under its id, or the heartbeat; no value: the budget is gone. */
    void budget(String key, byte[] value) {
        if (key.equals(Topics.HEARTBEAT_KEY)) {
            heartbeat(value);
            return;
        }
        if (value == null) {
            budgets.definitions().remove(key);
            return;
        }
        try {
            var budget = BudgetJson.readWritten(CloudEvent.read(value).data());
            budgets.definitions().put(key, new Definition(key, Optional.of(budget)));
        } catch (IOException | RuntimeException e) {
            unreadable("budget", key, e);
            budgets.definitions().put(key, new Definition(key, Optional.empty()));
        }
    }

    private void heartbeat(byte[] value) {
        if (value == null) {
            return;
        }
        try {
            budgets.heard(Heartbeat.read(CloudEvent.read(value).data()), clock.instant());
        } catch (IOException | RuntimeException e) {
            unreadable("heartbeat", Topics.HEARTBEAT_KEY, e);
        }
    }

    /** The state of an account under its key; no value: it is untouched again. */
    void state(String key, byte[] value) {
        var account = AccountKey.parse(key);
        if (account.isEmpty()) {
            LOG.errorf("record=state key=\"%s\" ignored=\"not an account\"", key);
            return;
        }
        if (value == null) {
            budgets.states().remove(account.get());
            return;
        }
        try {
            var state = AccountJson.readState(CloudEvent.read(value).data());
            budgets.states().put(account.get(), new State(Optional.of(state)));
        } catch (IOException | RuntimeException e) {
            unreadable("state", key, e);
            budgets.states().put(account.get(), new State(Optional.empty()));
        }
    }

    /** A rate card under its key; no value, or one that can't be read: what it priced has no price. */
    void rateCard(String key, byte[] value) {
        if (value == null) {
            rates.cards().remove(key);
            return;
        }
        try {
            var card = CloudEvent.read(value).data();
            var id = card.path("id").asText();
            rates.cards().put(key, RateCardJson.read(id, card.path("version").asInt(), card));
        } catch (IOException | RuntimeException e) {
            unreadable("rate_card", key, e);
            rates.cards().remove(key);
        }
    }

    private static void unreadable(String kind, String key, Exception cause) {
        LOG.errorf("record=%s key=\"%s\" unreadable=\"%s\"", kind, key, cause.getMessage());
    }
}
