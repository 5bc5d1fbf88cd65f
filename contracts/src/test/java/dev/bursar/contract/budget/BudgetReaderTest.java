package dev.bursar.contract.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.budget.Budget.Mode;
import dev.bursar.contract.budget.Budget.WhenUnavailable;
import dev.bursar.contract.budget.Budget.WhenUnpriced;
import dev.bursar.contract.usage.Dimensions;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetReaderTest {

    private static final String LEAST = """
            {"limit": {"usd": "5.00"}, "window": {"calendar": "day"}}""";

    private static Budget read(String body) throws Exception {
        return BudgetReader.read("agent-daily", Json.read(body));
    }

    @Test
    void whatIsLeftOutHasTheSafeMeaning() throws Exception {
        var budget = read(LEAST);

        assertThat(budget.match()).isEmpty();
        assertThat(budget.per()).isEmpty();
        assertThat(budget.mode()).isEqualTo(Mode.HARD);
        assertThat(budget.window()).isEqualTo(new Window.Calendar(Window.CalendarUnit.DAY, java.time.ZoneId.of("UTC")));
        assertThat(budget.whenUnpriced()).isEqualTo(new WhenUnpriced.Deny());
        assertThat(budget.whenUnavailable()).isEqualTo(new WhenUnavailable.Deny());
    }

    @Test
    void aBudgetThatDoesNotDenyLetsUnpricedCallsPass() throws Exception {
        var soft = (ObjectNode) Json.read(LEAST);

        assertThat(BudgetReader.read("a", soft.put("mode", "soft")).whenUnpriced())
                .isEqualTo(new WhenUnpriced.Allow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "surprise        | 1                               | /surprise            | unknown_field",
                "a/b~c           | 1                               | /a~1b~0c             | unknown_field",
                "id              | \"other\"                       | /id                  | contradicts_path",
                "match           | []                              | /match               | not_an_object",
                "match           | {\"colour\": \"red\"}           | /match/colour        | not_a_dimension",
                "match           | {\"team\": 1}                   | /match/team          | not_a_value",
                "match           | {\"team\": \"\"}                | /match/team          | not_a_value",
                "per             | \"principal\"                   | /per                 | not_a_list",
                "per             | [\"principal\", 1]              | /per/1               | not_a_dimension",
                "per             | [\"team\", \"team\"]            | /per/1               | duplicate",
                "limit           | {}                              | /limit               | not_a_limit",
                "limit           | {\"eur\": \"1\"}                | /limit               | not_a_limit",
                "limit           | {\"usd\": \"1\", \"tokens\": 1} | /limit               | not_a_limit",
                "limit           | {\"usd\": 5}                    | /limit/usd           | not_positive",
                "limit           | {\"usd\": \"0.00\"}             | /limit/usd           | not_positive",
                "limit           | {\"usd\": \"-1\"}               | /limit/usd           | not_positive",
                "limit           | {\"usd\": \"1e3\"}              | /limit/usd           | not_positive",
                "limit           | {\"tokens\": 1.5}               | /limit/tokens        | not_positive",
                "limit           | {\"requests\": 0}               | /limit/requests      | not_positive",
                "window          | \"day\"                         | /window              | not_a_window",
                "window          | {\"lifetime\": \"true\"}        | /window              | not_a_window",
                "window          | {\"calendar\": \"fortnight\"}   | /window/calendar     | not_a_unit",
                "window          | {\"calendar\": \"day\", \"zone\": \"Mars\"} | /window/zone | not_a_zone",
                "window          | {\"calendar\": \"day\", \"zone\": null}     | /window/zone | not_a_zone",
                "window          | {\"calendar\": \"day\", \"reset\": 1}       | /window/reset | unknown_field",
                "window          | {\"fixed\": [\"2026-01-01T00:00:00Z\"]}     | /window/fixed | not_a_window",
                "window          | {\"fixed\": [\"2026-01-01\", \"x\"]}        | /window/fixed/0 | not_a_time",
                "window          | {\"fixed\": [\"2026-01-01T00:00:00Z\", \"2026-01-01T00:00:00Z\"]}"
                        + " | /window/fixed/1 | out_of_range",
                "mode            | \"strict\"                      | /mode                | not_a_mode",
                "alerts          | 0.5                             | /alerts              | not_a_list",
                "alerts          | [0.5]                           | /alerts/0            | not_a_share",
                "alerts          | [\"0.5\", \"0\"]                | /alerts/1            | not_a_share",
                "alerts          | [\"0.5\", \"0.50\"]             | /alerts/1            | duplicate",
                "when_unpriced   | \"maybe\"                       | /when_unpriced       | not_an_answer",
                "when_unpriced   | {\"flat_usd\": 1}               | /when_unpriced/flat_usd | not_positive",
                "when_unavailable | null                           | /when_unavailable    | not_an_answer",
                "when_unavailable | {\"last_known\": \"60s\"}      | /when_unavailable/last_known | not_a_duration",
                "when_unavailable | {\"last_known\": \"-PT1S\"}    | /when_unavailable/last_known | not_a_duration",
            })
    void whatCannotBeTakenIsNamedWithItsPlace(String field, String value, String pointer, String code)
            throws Exception {
        var body = ((ObjectNode) Json.read(LEAST)).set(field, Json.read(value));

        var malformed = catchThrowableOfType(Malformed.class, () -> BudgetReader.read("agent-daily", body));

        assertThat(malformed.pointer()).isEqualTo(pointer);
        assertThat(malformed.code()).isEqualTo(code);
    }

    @Test
    void anIdThatCouldNotStandInAPathIsRefused() throws Exception {
        var body = Json.read(LEAST);

        var malformed = catchThrowableOfType(Malformed.class, () -> BudgetReader.read("a/b", body));

        assertThat(malformed.pointer()).isEqualTo("/id");
    }

    @Test
    void whatABudgetIsChangesWithMatchPerWindowAndUnitOnly() throws Exception {
        var budget = read(LEAST);

        assertThat(budget.sameBeing(
                        read(LEAST.replace("5.00", "7").replace("{\"limit", "{\"mode\": \"soft\", \"limit"))))
                .isTrue();
        assertThat(budget.sameBeing(read(LEAST.replace("day", "month")))).isFalse();
        assertThat(budget.sameBeing(read(LEAST.replace("{\"usd\": \"5.00\"}", "{\"tokens\": 5}"))))
                .isFalse();
        assertThat(budget.sameBeing(read(LEAST.replace("{\"limit", "{\"per\": [\"team\"], \"limit"))))
                .isFalse();
        assertThat(budget.sameBeing(read(LEAST.replace("{\"limit", "{\"match\": {\"team\": \"x\"}, \"limit"))))
                .isFalse();
    }

    @Test
    void anEventFallsToTheAccountOfItsValues() throws Exception {
        var budget = read("""
                {"match": {"team": "plat*"}, "per": ["principal", "tags.env"],
                 "limit": {"usd": "1"}, "window": {"lifetime": true}}""");

        assertThat(budget.account(Dimensions.of(Map.of("principal", "coder 1", "team", "platform"))))
                .map(AccountKey::text)
                .contains("agent-daily/principal=coder%201,tags.env=");
        assertThat(budget.account(Dimensions.of(Map.of("principal", "coder-1", "team", "data"))))
                .isEmpty();
        assertThat(budget.account(Dimensions.of(Map.of("principal", "coder-1"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Etc/UTC", "Z", "Etc/Zulu", "GMT"})
    void allNamesOfUtcAreOneZone(String zone) throws Exception {
        // When
        var budget = BudgetReader.read(
                "b",
                Json.read("{\"limit\": {\"usd\": \"1\"}, \"window\": {\"calendar\": \"day\", \"zone\": \"" + zone
                        + "\"}}"));

        // Then
        assertThat(budget.window()).isEqualTo(new Window.Calendar(Window.CalendarUnit.DAY, ZoneId.of("UTC")));
    }
}
