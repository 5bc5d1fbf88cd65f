package dev.bursar.aggregator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aggregator.intake.Events;
import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Series;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerEntryJsonTest {

    private static final Instant POSTED = Instant.parse("2026-11-22T10:00:00Z");

    private static List<LedgerEntry> entries() {
        var arrivals = List.of(
                Arrival.of(Events.event("coder-1", "msg_01A", 1000, 100), new Origin("t", 0, 0), POSTED),
                Arrival.of(
                        Events.ranked(Events.event("coder-1", "msg_01A", 1000, 200), Events.BODY, 0),
                        new Origin("t", 0, 1),
                        POSTED));
        var decisions = Resolution.of(arrivals, Map.of(), Map.of(), 1, POSTED).decisions();
        return Entries.of(
                arrivals,
                decisions,
                Map.of(),
                Map.of(),
                new Terms(
                        1,
                        new Pricer(BuiltInRateCards.load()),
                        List.of(),
                        BillingPeriods.allOpen(ZoneId.of("Europe/Berlin"))),
                POSTED);
    }

    @Test
    void anEntryIsWrittenAsTheContractSays() throws Exception {
        assertThat(Json.read(LedgerEntryJson.write(entries().get(0)).toString()))
                .isEqualTo(Json.read("""
                        {"id": "led_2026110000000001ekh", "kind": "usage",
                         "event": {"principal": "coder-1", "source": "agents/test", "id": "msg_01A", "response_id": null,
                                   "status": "ok", "duration_ms": 1200},
                         "revision": 1, "time": "2026-08-21T10:15:30Z", "posted_at": "2026-11-22T10:00:00Z",
                         "billing_period": "2026-08",
                         "dimensions": {"model": "claude-sonnet-4-5", "principal": "coder-1", "provider": "anthropic",
                                        "team": "platform"},
                         "model_canonical": "claude-sonnet-4-5", "usage": {"input": 1000, "output": 100}, "calls": 1,
                         "cost_usd": "0.0045", "estimated_cost_usd": null, "cost_state": "priced", "unpriced_reason": null,
                         "rate_card": {"id": "anthropic/claude-sonnet-4-5", "version": 1,
                                       "effective_from": "%s"},
                         "lines": [{"meter": "input", "quantity": 1000, "price_per_million_usd": "3", "tier": "base",
                                    "cost_usd": "0.003"},
                                   {"meter": "output", "quantity": 100, "price_per_million_usd": "15", "tier": "base",
                                    "cost_usd": "0.0015"}],
                         "reported_cost_usd": null, "approximate": false, "hold": null, "corrects": null}
                        """.formatted(
                                entries().get(0).cost().card().orElseThrow().effectiveFrom())));
    }

    @Test
    void aReversalTakesEveryAmountBackAndNamesWhatItCorrects() {
        // When
        var reversal = LedgerEntryJson.write(entries().get(1));

        // Then
        assertThat(reversal.path("cost_usd").textValue()).isEqualTo("-0.0045");
        assertThat(reversal.path("usage").path("output").longValue()).isEqualTo(-100);
        assertThat(reversal.path("lines").path(1).path("cost_usd").textValue()).isEqualTo("-0.0015");
        assertThat(reversal.path("calls").intValue()).isEqualTo(-1);
        assertThat(reversal.path("corrects").textValue())
                .isEqualTo(entries().get(0).id().text());
    }

    @Test
    void whatWasGivenBesidesComesBackFromItsColumn() {
        // Given
        var total = new Given.Total("thread-1", Usage.of(Meter.INPUT, 5), Optional.empty());
        var set = Attribution.of(Map.of("team", Optional.of("right"), "tags.env", Optional.empty()));
        var lower = new Given.Total("thread-1", Usage.of(Meter.INPUT, 5), Optional.of(Given.Anew.LOWER_TOTAL));

        // Then
        for (var given : List.of(
                new Given(Scope.RUN, false, Optional.empty(), Attribution.NONE),
                new Given(Scope.CALL, true, Optional.of(total), set),
                new Given(Scope.RUN, false, Optional.of(lower), Attribution.NONE),
                new Given(Scope.RUN, true, Optional.of(total), Attribution.NONE))) {
            assertThat(EntryColumns.readGiven(EntryColumns.given(given))).isEqualTo(given);
        }
        assertThat(EntryColumns.given(Given.PLAIN)).isNull();
    }

    @Test
    void aTotalThatBeginsAnewSaysWhy() {
        // Given
        var books = new MemoryBooks();
        books.post(List.of(total("one", 0, 300, false), total("two", 1, 200, false), total("three", 2, 250, true)));

        // When
        var series = books.entries().stream()
                .map(entry -> LedgerEntryJson.write(entry).path("series").toString())
                .toList();

        // Then
        assertThat(series)
                .containsExactly(
                        "{\"id\":\"thread\",\"total\":{\"input\":300,\"output\":0}}",
                        "{\"id\":\"thread\",\"total\":{\"input\":200,\"output\":0},\"begins_anew\":\"lower_total\"}",
                        "{\"id\":\"thread\",\"total\":{\"input\":250,\"output\":0},\"begins_anew\":\"start\"}");
    }

    private static Arrival total(String id, int minute, int input, boolean start) {
        var event = Events.at(Events.event("coder-1", id, input, 0), Events.TIME.plusSeconds(60L * minute));
        return Arrival.of(Events.inSeries(event, new Series("thread", start)), new Origin("t", 0, minute), POSTED);
    }

    @Test
    void theLinesOfACostComeBackFromTheirColumn() {
        entries()
                .forEach(entry -> assertThat(EntryColumns.readLines(
                                EntryColumns.lines(entry.cost().lines())))
                        .isEqualTo(entry.cost().lines()));
    }
}
