package dev.bursar.gate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.policy.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of {@code container-cases.md}, as the exact request of {@code cases.json}, without HTTP around it. */
class LaunchCasesTest {

    /** What only HTTP can answer; the edge's own test asks it. */
    private static final Set<String> ABOUT_HTTP = Set.of("A55");

    private static final Set<String> OUTAGES = Set.of(
            "no_policy", "overloaded", "plugin_error", "plugin_timeout", "budgets_unavailable", "not_authorized");

    private final Desk desk = Desks.withExamplePolicy();

    /** @param name the case's id and why it is there */
    record Case(String name, JsonNode content) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsTheTableSays(Case row) {
        // Given
        var body = row.content().at("/request/body_text").textValue().replace("@SUBJECT@", "coder-1");
        var expected = row.content().path("expect");

        // When
        var answer = Desks.ask(desk, body);

        // Then
        if (answer instanceof Desk.Answer.Body given) {
            assertThat(expected.path("status")).extracting(JsonNode::intValue).contains(200);
            judge(given.json(), expected);
        } else {
            assertThat(answer).isInstanceOf(Desk.Answer.Malformed.class);
            assertThat(expected.path("status")).extracting(JsonNode::intValue).contains(400);
        }
    }

    private static void judge(ObjectNode answer, JsonNode expected) {
        var reason = answer.at("/context/reason").textValue();
        assertThat(answer.path("decision")).as(answer.toString()).isEqualTo(expected.path("decision"));
        assertThat(Stream.of(Reason.values()).map(Reason::code)).contains(reason);
        if (expected.path("reason").isEmpty()) {
            assertThat(OUTAGES).doesNotContain(reason);
        } else {
            assertThat(expected.path("reason")).extracting(JsonNode::textValue).contains(reason);
        }
        if (!answer.path("decision").booleanValue()) {
            assertThat(answer.at("/context/message").textValue()).startsWith("Policy Violation: ");
            assertThat(answer.at("/context/violations")).isNotEmpty();
        }
    }

    @Test
    void everyRowOfTheTableIsACase() throws IOException {
        // Given
        var table = new String(
                getClass().getResourceAsStream("/gate/container-cases.md").readAllBytes(), StandardCharsets.UTF_8);

        // When
        var rows = table.lines()
                .filter(line -> line.matches("\\| A[0-9]{2} .*"))
                .map(line -> line.substring(2, 5))
                .collect(Collectors.toSet());
        var cases = all().map(row -> row.name().substring(0, 3).toUpperCase(Locale.ROOT))
                .filter(id -> id.startsWith("A"))
                .collect(Collectors.toSet());

        // Then
        assertThat(rows).hasSize(60).isEqualTo(cases);
    }

    static Stream<Case> cases() throws IOException {
        return all().filter(row -> !ABOUT_HTTP.contains(row.content().path("id").textValue()));
    }

    private static Stream<Case> all() throws IOException {
        var cases = Json.read(
                LaunchCasesTest.class.getResourceAsStream("/gate/cases.json").readAllBytes());
        return cases.path("cases")
                .valueStream()
                .map(row -> new Case(
                        row.path("id").textValue() + " " + row.path("why").textValue(), row));
    }
}
