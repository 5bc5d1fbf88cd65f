package dev.bursar.gate.budget;

import static dev.bursar.gate.budget.KnownBooks.sonnetCall;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.CloudEvent;
import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.contract.budget.AccountJson;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.AccountState;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.BudgetJson;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.gate.budget.BudgetVerdict.Fits;
import dev.bursar.gate.budget.BudgetVerdict.Refused;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the aggregator writes with the contract's classes, as it arrives at the gate. */
class BudgetRecordsTest {

    private static final String DAILY = """
            {"per": ["principal"], "limit": {"usd": "0.01"}, "window": {"calendar": "day"}}""";
    private static final String UNREADABLE = "{\"type\": \"x\", \"data\": {\"window\": {\"rolling\": \"PT1H\"}}}";

    private final KnownBooks books = KnownBooks.unread();
    private final BudgetRecords records = new BudgetRecords(books.budgets, books.rates, () -> KnownBooks.NOW);
    private Budget daily;

    @BeforeEach
    void publish() {
        daily = KnownBooks.fresh()
                .budget("daily", DAILY)
                .budgets
                .definitions()
                .get("daily")
                .flatMap(BudgetView.Definition::budget)
                .orElseThrow();
        var written = BudgetJson.write(daily);
        written.put("of_a_newer_release", true);
        records.budget("daily", event(CloudEvent.BUDGET, written));
        records.budget(
                Topics.HEARTBEAT_KEY,
                event(
                        CloudEvent.HEARTBEAT,
                        Json.object()
                                .put("at", "2026-11-22T10:15:30Z")
                                .put("epoch", 1)
                                .put("published_through", "2026-11-22T10:15:29.500Z")));
        KnownBooks.fresh()
                .sonnet()
                .rates
                .cards()
                .rows()
                .forEach(card -> records.rateCard(card.id(), event(CloudEvent.RATE_CARD, RateCardJson.write(card))));
        records.state("daily/principal=coder-1", state("0.012"));
        books.read();
    }

    private byte[] state(String spent) {
        var key = AccountKey.parse("daily/principal=coder-1").orElseThrow();
        var spend = new AccountState.Spend(daily.window().at(KnownBooks.NOW), new BigDecimal(spent));
        var state = new AccountState(key, 1, 1, BigDecimal.ZERO, false, List.of(spend), KnownBooks.NOW);
        return event(CloudEvent.BUDGET_STATE, AccountJson.write(state, state.in(spend.window(), daily.limit())));
    }

    private static byte[] event(String type, ObjectNode body) {
        return new CloudEvent(type, "urn:bursar:aggregator", "1", KnownBooks.NOW, body).bytes();
    }

    @Test
    void whatTheAggregatorPublishesIsEnforced() {
        // When
        var spent = books.ask(sonnetCall("coder-1", 1_000, 100));
        var untouched = books.ask(sonnetCall("coder-2", 1_000, 100));

        // Then
        assertThat(spent)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.message())
                                .contains("daily/principal=coder-1", "$0.012 spent of $0.01", "needs $0.0045"));
        assertThat(untouched).isInstanceOf(Fits.class);
        assertThat(untouched.asOf().orElseThrow()).isEqualTo("2026-11-22T10:15:29.500Z");
    }

    @Test
    void tombstonesTakeAccountsBudgetsAndPricesAway() {
        // When
        records.state("daily/principal=coder-1", null);
        var restored = books.ask(sonnetCall("coder-1", 1_000, 100));
        records.rateCard("anthropic/claude-sonnet-4-5", null);
        var unpriced = books.ask(sonnetCall("coder-1", 1_000, 100));
        records.budget("daily", null);
        var unbounded = books.ask(sonnetCall("coder-1", 1_000, 100));

        // Then
        assertThat(restored).isInstanceOf(Fits.class);
        assertThat(unpriced).isInstanceOf(Refused.class);
        assertThat(unbounded.accounts()).isEmpty();
    }

    @Test
    void whatCannotBeReadRefusesInsteadOfVanishing() {
        // When
        records.state("daily/principal=coder-2", UNREADABLE.getBytes(StandardCharsets.UTF_8));
        var account = books.ask(sonnetCall("coder-2", 1_000, 100));
        records.budget("hourly", UNREADABLE.getBytes(StandardCharsets.UTF_8));
        var budget = books.ask(sonnetCall("coder-3", 1_000, 100));

        // Then
        assertThat(((Refused) account).message()).contains("can't read the account's state");
        assertThat(((Refused) budget).message()).contains("can't read budget hourly");
    }

    @Test
    void garbageUnderTheHeartbeatsKeyIsNoHeartbeatAndEndsNothing() {
        // When
        records.budget(Topics.HEARTBEAT_KEY, "?".getBytes(StandardCharsets.UTF_8));
        records.budget(Topics.HEARTBEAT_KEY, null);
        records.state("", state("1"));

        // Then
        assertThat(books.ask(sonnetCall("coder-2", 1_000, 100))).isInstanceOf(Fits.class);
    }
}
