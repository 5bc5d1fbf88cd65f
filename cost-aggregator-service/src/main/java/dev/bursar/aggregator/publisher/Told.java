package dev.bursar.aggregator.publisher;

import dev.bursar.contract.Topics;
import dev.bursar.contract.budget.Account;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.AccountState;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the topics hold already, and so which records a change needs. Pure. */
final class Told {

    private final Topics topics;
    private final Bulletin bulletin;
    private final Set<String> accounts;
    private final Set<String> onceBudgets;
    private final Set<String> onceCards;
    private Map<String, Budget> budgets = Map.of();
    private Set<String> cards = Set.of();

    /**
     * @param budgets ids on the topic of definitions, told by whomever
     * @param cards keys on the topic of rates
     * @param accounts keys on the topic of states
     */
    Told(Topics topics, Set<String> budgets, Set<String> cards, Set<String> accounts) {
        this.topics = topics;
        this.bulletin = new Bulletin(topics);
        this.onceBudgets = new HashSet<>(budgets);
        this.onceBudgets.remove(Topics.HEARTBEAT_KEY);
        this.onceCards = new HashSet<>(cards);
        this.accounts = new HashSet<>(accounts);
    }

    Set<String> accounts() {
        return Set.copyOf(accounts);
    }

    int budgetCount() {
        return budgets.size();
    }

    /** Definitions that are new or changed; those that are gone are taken back, and their accounts. */
    List<ProducerRecord<String, byte[]>> budgets(Map<String, Budget> current, Instant now) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        current.values().stream()
                .filter(budget -> !budget.equals(budgets.get(budget.id())))
                .forEach(budget -> records.add(bulletin.definition(budget, now)));
        onceBudgets.removeAll(current.keySet());
        onceBudgets.forEach(gone -> {
            records.add(Bulletin.tombstone(topics.budgets(), gone));
            records.addAll(takeBack(accountsOf(gone)));
        });
        onceBudgets.clear();
        onceBudgets.addAll(current.keySet());
        budgets = new HashMap<>(current);
        return records;
    }

    /** Versions of rate cards that are new; those that were removed are taken back. A card is never edited. */
    List<ProducerRecord<String, byte[]>> cards(List<StoredCard> current, Instant now) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        current.stream()
                .filter(card -> !cards.contains(card.key()))
                .forEach(card -> records.add(bulletin.card(card, now)));
        cards = current.stream().map(StoredCard::key).collect(Collectors.toSet());
        onceCards.removeAll(cards);
        onceCards.forEach(gone -> records.add(Bulletin.tombstone(topics.rates(), gone)));
        onceCards.clear();
        onceCards.addAll(cards);
        return records;
    }

    /**
     * States that are worth telling; accounts without one are taken back.
     *
     * @param asked the accounts that the states were read for
     */
    List<ProducerRecord<String, byte[]>> states(List<AccountState> states, Collection<String> asked, Instant now) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        var worthless = new HashSet<>(asked);
        for (var state : states) {
            var budget = budgets.get(state.key().budget());
            if (budget != null && state.isWorthTelling()) {
                records.add(bulletin.state(state, current(state, budget, now)));
                accounts.add(state.key().text());
                worthless.remove(state.key().text());
            }
        }
        records.addAll(takeBack(worthless));
        return records;
    }

    /** The thresholds that these accounts have reached in their current windows. */
    List<Alert> reached(List<AccountState> states, Instant now) {
        var reached = new ArrayList<Alert>();
        for (var state : states) {
            var budget = budgets.get(state.key().budget());
            if (budget != null && isOn(budget.window(), now)) {
                reached.addAll(Alert.reached(budget, current(state, budget, now)));
            }
        }
        return reached;
    }

    List<ProducerRecord<String, byte[]>> takeBack(Collection<String> untouched) {
        return untouched.stream()
                .filter(accounts::remove)
                .map(key -> Bulletin.tombstone(topics.budgetStates(), key))
                .toList();
    }

    private static Account current(AccountState state, Budget budget, Instant now) {
        return state.in(budget.window().at(now), budget.limit());
    }

    private static boolean isOn(Window window, Instant now) {
        return !(window instanceof Window.Fixed fixed) || fixed.interval().contains(now);
    }

    private Set<String> accountsOf(String budget) {
        return accounts.stream()
                .filter(key -> AccountKey.parse(key)
                        .map(AccountKey::budget)
                        .filter(budget::equals)
                        .isPresent())
                .collect(Collectors.toSet());
    }
}
