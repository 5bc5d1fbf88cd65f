package dev.bursar.contract.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.budget.AccountKey.Part;
import dev.bursar.contract.budget.AccountState.Spend;
import dev.bursar.contract.budget.Budget.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden JSON of budgets, accounts and states: other programs read it. */
class BudgetJsonTest {

    private static final Window.Interval DAY =
            new Window.Interval(Instant.parse("2026-11-21T23:00:00Z"), Instant.parse("2026-11-22T23:00:00Z"));
    private static final AccountKey KEY = new AccountKey("agent-daily", List.of(new Part("principal", "coder-1")));
    private static final Limit LIMIT = new Limit(Limit.Unit.USD, new BigDecimal("5.00"));
    private static final Instant AS_OF = Instant.parse("2026-11-22T10:15:30.123Z");

    private static JsonNode reread(JsonNode written) throws Exception {
        return Json.read(Json.bytes(written));
    }

    @Test
    void aBudgetIsWrittenInFull() throws Exception {
        var body = Json.read("""
                {"match": {"team": "platform"}, "per": ["principal"], "limit": {"usd": "5.00"},
                 "window": {"calendar": "day", "zone": "Europe/Berlin"}, "alerts": ["0.8", "0.5", "1"]}""");

        var written = BudgetJson.write(
                BudgetReader.read("agent-daily", body).withRevision(3).withState(State.FILLING));

        assertThat(reread(written)).isEqualTo(Json.read("""
                {"id": "agent-daily", "match": {"team": "platform"}, "per": ["principal"], "limit": {"usd": "5.00"},
                 "window": {"calendar": "day", "zone": "Europe/Berlin"}, "mode": "hard", "alerts": ["0.5", "0.8", "1"],
                 "when_unpriced": "deny", "when_unavailable": "deny", "revision": 3, "state": "filling"}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"limit\": {\"usd\": \"5.00\"}, \"window\": {\"calendar\": \"quarter\", \"zone\": \"Asia/Kolkata\"}}",
                "{\"limit\": {\"tokens\": 1000000}, \"window\": {\"lifetime\": true}, \"mode\": \"shadow\"}",
                "{\"limit\": {\"requests\": 10}, \"window\":"
                        + " {\"fixed\": [\"2026-01-01T00:00:00Z\", \"2026-02-01T00:00:00Z\"]},"
                        + " \"when_unpriced\": {\"flat_usd\": \"0.50\"}, \"when_unavailable\": {\"last_known\": \"PT1M\"}}"
            })
    void aBudgetReadsBackAsItWasWritten(String definition) throws Exception {
        var budget = BudgetReader.read("b", Json.read(definition)).withRevision(7);

        assertThat(BudgetJson.readWritten(Json.read(Json.bytes(BudgetJson.write(budget)))))
                .isEqualTo(budget);
    }

    @Test
    void anAccountShowsWhatIsAvailable() throws Exception {
        var account = new Account(KEY, DAY, LIMIT, new BigDecimal("4.88"), new BigDecimal("0.1000"), false, 12, AS_OF);

        assertThat(reread(AccountJson.write(account))).isEqualTo(Json.read("""
                {"key": "agent-daily/principal=coder-1", "budget": "agent-daily", "dimensions": {"principal": "coder-1"},
                 "window": {"start": "2026-11-21T23:00:00Z", "end": "2026-11-22T23:00:00Z"}, "unit": "usd",
                 "limit": "5.00", "spent": "4.88", "held": "0.1", "available": "0.02",
                 "resets_at": "2026-11-22T23:00:00Z", "frozen": false, "version": 12,
                 "as_of": "2026-11-22T10:15:30.123Z"}"""));
    }

    @Test
    void aLifetimeNeverResets() {
        var account =
                new Account(KEY, Window.Lifetime.ALWAYS, LIMIT, BigDecimal.ZERO, BigDecimal.ZERO, false, 1, AS_OF);

        assertThat(AccountJson.write(account).get("resets_at").isNull()).isTrue();
    }

    @Test
    void aStateReadsBackAsItWasWritten() throws Exception {
        var state = new AccountState(
                KEY, 2, 12, new BigDecimal("0.5"), true, List.of(new Spend(DAY, new BigDecimal("4.88"))), AS_OF);

        var message = AccountJson.write(state, state.in(DAY, LIMIT));

        assertThat(message.get("epoch").longValue()).isEqualTo(2);
        assertThat(AccountJson.readState(Json.read(Json.bytes(message)))).isEqualTo(state);
    }

    @Test
    void aStateWithAHigherEpochReplacesAnyVersion() {
        var before = new AccountState(KEY, 1, 99, BigDecimal.ZERO, false, List.of(), AS_OF);
        var restored = new AccountState(KEY, 2, 5, BigDecimal.ZERO, false, List.of(), AS_OF);
        var next = new AccountState(KEY, 2, 6, BigDecimal.ZERO, false, List.of(), AS_OF);

        assertThat(restored.isNewerThan(before)).isTrue();
        assertThat(before.isNewerThan(restored)).isFalse();
        assertThat(next.isNewerThan(restored)).isTrue();
        assertThat(restored.isNewerThan(restored)).isFalse();
    }

    @Test
    void aWindowWithoutSpendInAStateHasNone() {
        var state = new AccountState(KEY, 1, 1, BigDecimal.ZERO, false, List.of(), AS_OF);

        assertThat(state.in(DAY, LIMIT).available()).isEqualByComparingTo("5");
    }
}
