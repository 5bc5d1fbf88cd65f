package dev.bursar.contract.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.budget.Window.Calendar;
import dev.bursar.contract.budget.Window.CalendarUnit;
import dev.bursar.contract.budget.Window.Interval;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Windows over every zone there is, at any time and close to every change of a clock. */
class WindowPropertiesTest {

    private static final long FROM = Instant.parse("1970-01-02T00:00:00Z").getEpochSecond();
    private static final long TO = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();
    private static final List<String> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().toList();

    record Moment(Calendar calendar, Instant instant) {}

    @Provide
    Arbitrary<Moment> moments() {
        var calendars = Combinators.combine(Arbitraries.of(CalendarUnit.class), Arbitraries.of(ZONES))
                .as((unit, zone) -> new Calendar(unit, ZoneId.of(zone)));
        var instants = Arbitraries.longs().between(FROM, TO).map(Instant::ofEpochSecond);
        return Combinators.combine(calendars, instants, nearby(), Arbitraries.of(true, false))
                .as((calendar, instant, seconds, atChange) -> new Moment(
                        calendar, atChange ? change(calendar, instant).plusSeconds(seconds) : instant));
    }

    private static Arbitrary<Integer> nearby() {
        return Arbitraries.integers().between(-2 * 86_400, 2 * 86_400);
    }

    private static Instant change(Calendar calendar, Instant instant) {
        var transition = calendar.zone().getRules().previousTransition(instant);
        return transition == null || transition.getInstant().getEpochSecond() < FROM
                ? instant
                : transition.getInstant();
    }

    @Property(tries = 5000)
    void aWindowContainsTheInstantItIsAskedFor(@ForAll("moments") Moment moment) {
        assertThat(moment.calendar().at(moment.instant()).contains(moment.instant()))
                .isTrue();
    }

    @Property(tries = 5000)
    void everyInstantOfAWindowIsInThatWindowOnly(@ForAll("moments") Moment moment) {
        var window = moment.calendar().at(moment.instant());

        assertThat(moment.calendar().at(window.start())).isEqualTo(window);
        assertThat(moment.calendar().at(window.end().minusNanos(1))).isEqualTo(window);
    }

    @Property(tries = 5000)
    void windowsFollowEachOtherWithoutGap(@ForAll("moments") Moment moment) {
        var window = moment.calendar().at(moment.instant());

        assertThat(moment.calendar().at(window.end()).start()).isEqualTo(window.end());
        assertThat(moment.calendar().at(window.start().minusNanos(1)).end()).isEqualTo(window.start());
    }

    @Property(tries = 2000)
    void aSpanIsCoveredFromItsStartToItsEnd(@ForAll("moments") Moment moment) {
        var span = new Interval(moment.instant(), moment.instant().plusSeconds(86_400 * 3));

        var windows = moment.calendar().covering(span);

        assertThat(windows.get(0).contains(span.start())).isTrue();
        assertThat(windows.get(windows.size() - 1).contains(span.end().minusNanos(1)))
                .isTrue();
        assertThat(windows).doesNotHaveDuplicates();
    }
}
