package dev.bursar.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.Outcome;
import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.Cost;
import dev.bursar.contract.pricing.CostState;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.usage.Envelope;
import dev.bursar.contract.usage.Reading;
import dev.bursar.contract.usage.UsageEventJson;
import dev.bursar.contract.usage.UsagePath;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DemoDayTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 22);
    private static final DemoDay DAY = new DemoDay(SUNDAY, 1, Outcome.NOW, BERLIN);

    private final Pricer pricer = new Pricer(BuiltInRateCards.load());

    @Test
    void isTheSameAgainButForItsTimesLaterOnTheSameDay() {
        // Given
        var later = new DemoDay(SUNDAY, 1, Outcome.NOW.plus(Duration.ofHours(3)), BERLIN);

        // When
        var again = events(later);

        // Then
        assertThat(again).isEqualTo(events(DAY));
        assertThat(later.calls().get(0).time())
                .isEqualTo(DAY.calls().get(0).time().plus(Duration.ofHours(3)));
    }

    @Test
    void isAnotherDayUnderAnotherSeedAndSharesNoIdWithIt() {
        // When
        var other = new DemoDay(SUNDAY, 2, Outcome.NOW, BERLIN).calls();

        // Then
        var sources = new HashSet<>(DAY.calls().stream().map(DemoCall::source).toList());
        assertThat(other).noneMatch(call -> sources.contains(call.source()));
        assertThat(other.get(0).usage()).isNotEqualTo(DAY.calls().get(0).usage());
    }

    @Test
    void liesInTheLast24HoursAndIsBusiestWhilePeopleWork() {
        // When
        var calls = DAY.calls();

        // Then
        assertThat(calls)
                .hasSize(DemoDay.CALLS)
                .allSatisfy(
                        call -> assertThat(call.time()).isBetween(Outcome.NOW.minus(Duration.ofDays(1)), Outcome.NOW));
        assertThat(calls.stream().map(DemoCall::id)).doesNotHaveDuplicates();
        assertThat(in(calls, 15)).isGreaterThan(5 * in(calls, 3));
    }

    @Test
    void isUnderstoodAndPricedBySomethingOfEveryProviderAndLeavesOnlyTheLocalModelUnpriced() {
        // When
        var unpriced = DAY.calls().stream()
                .filter(call -> price(call).state() == CostState.UNPRICED)
                .toList();

        // Then
        assertThat(unpriced)
                .isNotEmpty()
                .allMatch(call -> call.model().provider().equals("ollama"));
        assertThat(DAY.calls().stream().map(call -> call.model().provider()))
                .contains("anthropic", "openai", "google", "ollama");
        assertThat(DAY.calls()).anyMatch(DemoCall::failed);
    }

    @Test
    void usesTheTrialUpAndStaysWithinADayOfRealisticSize() {
        // When
        var trial = sum(call -> call.agent().project().equals("helpdesk"));
        var all = sum(call -> true);

        // Then
        assertThat(trial).isGreaterThan(new BigDecimal(DemoBudgets.TRIAL_USD));
        assertThat(all).isBetween(new BigDecimal("20"), new BigDecimal("200"));
    }

    private static List<ObjectNode> events(DemoDay day) {
        return day.calls().stream()
                .map(call -> call.event().without("time"))
                .map(ObjectNode.class::cast)
                .toList();
    }

    private static long in(List<DemoCall> calls, int hour) {
        return calls.stream()
                .filter(call -> call.time().atZone(BERLIN).getHour() == hour)
                .count();
    }

    private BigDecimal sum(Predicate<DemoCall> which) {
        return DAY.calls().stream()
                .filter(which)
                .map(call -> price(call).usd())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Cost price(DemoCall call) {
        var envelope = new Envelope(
                call.source(),
                call.id(),
                call.time(),
                UsagePath.parse("http/direct").orElseThrow(),
                0);
        var reading = UsageEventJson.read(envelope, call.event().path("data"));
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return pricer.price(((Reading.Read) reading).event());
    }
}
