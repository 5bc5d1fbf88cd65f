package dev.bursar.gate.budget;

import dev.bursar.contract.Json;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.AccountState;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.BudgetReader;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.gate.budget.BudgetView.Definition;
import dev.bursar.gate.budget.BudgetView.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a gate was told, for tests: by default everything is read and a heartbeat was just heard. */
final class KnownBooks {

    static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    final BudgetView budgets = new BudgetView();
    final RatesView rates = new RatesView();
    private final BudgetRule rule = new BudgetRule(budgets, rates);

    static KnownBooks fresh() {
        return unread().read().heardAgo(Duration.ZERO);
    }

    static KnownBooks unread() {
        var books = new KnownBooks();
        books.budgets.definitions().begin();
        books.budgets.states().begin();
        books.rates.cards().begin();
        return books;
    }

    KnownBooks read() {
        budgets.definitions().caughtUp();
        budgets.states().caughtUp();
        rates.cards().caughtUp();
        return this;
    }

    KnownBooks heardAgo(Duration age) {
        var at = NOW.minus(age);
        budgets.heard(new Heartbeat(at, 1, at), NOW.minus(Duration.ofHours(1)));
        return this;
    }

    KnownBooks budget(String id, String json) {
        return budget(BudgetReader.read(id, json(json)));
    }

    KnownBooks budget(Budget budget) {
        budgets.definitions().put(budget.id(), new Definition(budget.id(), Optional.of(budget)));
        return this;
    }

    /** Spent and held in the account's current window. */
    KnownBooks account(String key, String spent, String held) {
        return account(key, spent, held, false);
    }

    KnownBooks account(String key, String spent, String held, boolean frozen) {
        var account = AccountKey.parse(key).orElseThrow();
        var budget = budgets.definitions()
                .get(account.budget())
                .flatMap(Definition::budget)
                .orElseThrow();
        var spend = new AccountState.Spend(budget.window().at(NOW), new BigDecimal(spent));
        var state = new AccountState(account, 1, 7, new BigDecimal(held), frozen, List.of(spend), NOW);
        budgets.states().put(account, new State(Optional.of(state)));
        return this;
    }

    /** {@code anthropic/claude-sonnet-4-5} at 3 and 15 USD, 6 and 22.50 over 200,000 tokens in. */
    KnownBooks sonnet() {
        return card("anthropic/claude-sonnet-4-5", """
                {"provider": "anthropic", "match": {"exact": ["claude-sonnet-4-5"]}, "effective_from": "2025-09-29",
                 "prices": {"input": "3", "output": "15"},
                 "context_tiers": [{"over_input_tokens": 200000, "prices": {"input": "6", "output": "22.5"}}]}
                """);
    }

    KnownBooks card(String id, String json) {
        rates.cards().put(id, RateCardJson.read(id, 1, json(json)));
        return this;
    }

    BudgetVerdict ask(Intent intent) {
        return rule.judge(intent, false, NOW);
    }

    BudgetVerdict askUnderRequiredHold(Intent intent) {
        return rule.judge(intent, true, NOW);
    }

    static Intent.ModelCall sonnetCall(String principal, long input, long output) {
        return new Intent.ModelCall(
                Dimensions.of(Map.of(
                        "principal",
                        principal,
                        "team",
                        "platform",
                        "provider",
                        "anthropic",
                        "model",
                        "claude-sonnet-4-5")),
                OptionalLong.of(input),
                OptionalLong.of(output),
                false);
    }

    static Intent action(String principal) {
        return new Intent.Action(Dimensions.of(Map.of("principal", principal, "team", "platform")));
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
