package dev.bursar.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.aggregator.Query;
import dev.bursar.kit.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostQueryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    private static CostQuery read(String... namesAndValues) {
        var parameters = new TreeMap<String, List<String>>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters
                    .computeIfAbsent(namesAndValues[i], name -> new ArrayList<>())
                    .add(namesAndValues[i + 1]);
        }
        return CostQuery.read(new Query(parameters, ""), NOW);
    }

    @Test
    void withoutParametersItIsTheMonthSoFar() {
        var query = read();

        assertThat(query.span().start()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(query.span().end()).isEqualTo(NOW);
        assertThat(query.intervals()).containsExactly(query.span());
        assertThat(query.groupBy()).isEmpty();
        assertThat(query.asOf()).isEmpty();
    }

    @Test
    void whatIsNotKnownYetIsNotAnsweredFor() {
        assertThat(read("as_of", "2030-01-01").asOf()).hasValue(NOW);
        assertThat(read("as_of", "2026-11-01").asOf()).hasValue(Instant.parse("2026-11-01T00:00:00Z"));
    }

    @Test
    void datesBeginInTheZone() {
        var query = read("from", "2026-03-29", "to", "2026-03-30", "zone", "Europe/Berlin");

        assertThat(Duration.between(query.span().start(), query.span().end())).isEqualTo(Duration.ofHours(23));
    }

    @Test
    void intervalsAreTheCalendarsCutToTheSpan() {
        var query =
                read("from", "2026-10-24T12:00:00Z", "to", "2026-10-27", "zone", "Europe/Berlin", "interval", "day");

        assertThat(query.intervals()).hasSize(3);
        assertThat(query.intervals().get(0).start()).isEqualTo("2026-10-24T12:00:00Z");
        assertThat(query.intervals().get(1).start()).isEqualTo("2026-10-24T22:00:00Z");
        assertThat(query.intervals().get(2).start()).isEqualTo("2026-10-25T23:00:00Z");
        assertThat(query.intervals().get(2).end()).isEqualTo("2026-10-26T23:00:00Z");
    }

    @Test
    void dimensionsFilterAndGroup() {
        var query = read("group_by", "team,tags.env,model_canonical", "team", "a*", "team", "b", "tags.env", "prod");

        assertThat(query.groupBy()).containsExactly("team", "tags.env", "model_canonical");
        assertThat(query.patterns()).isEqualTo(Map.of("team", List.of("a*", "b"), "tags.env", List.of("prod")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from     | 2026-02-30           | not_a_time",
                "from     | 2026-11-22T10:15:30  | not_a_time",
                "to       | 2026-11-01T00:00:00Z | out_of_range",
                "zone     | Mars                 | not_a_zone",
                "interval | fortnight            | unknown_word",
                "group_by | colour               | not_a_dimension",
                "group_by | team,team            | duplicate",
                "group_by | team,                | not_a_dimension",
                "group_by | principal,agent,team,project,mission,step,session,tool,model | too_many",
                "as_of    | then                 | not_a_time"
            })
    void whatIsNotUnderstoodIsNamed(String name, String value, String code) {
        var refused = catchThrowableOfType(ProblemException.class, () -> read(name, value));

        assertThat(refused.problem().faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(name);
            assertThat(fault.code()).isEqualTo(code);
        });
    }

    @Test
    void aSpanOfTooManyIntervalsIsRefused() {
        var refused = catchThrowableOfType(
                ProblemException.class, () -> read("from", "1970-01-01", "to", "2026-01-01", "interval", "hour"));

        assertThat(refused.problem().faults().get(0).code()).isEqualTo("out_of_range");
    }
}
