package dev.bursar.aggregator.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bursar.aggregator.LedgerSql;
import dev.bursar.aggregator.correction.CorrectionRequest.Kind;
import dev.bursar.aggregator.ledger.Correction;
import dev.bursar.contract.Json;
import dev.bursar.kit.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectionRequestTest {

    private static CorrectionRequest read(Kind kind, String body) throws JsonProcessingException {
        return CorrectionRequest.read(kind, Json.read(body));
    }

    @Test
    void aRepricingSaysWhichEventsByAnyDimension() throws Exception {
        // When
        var request = read(Kind.REPRICING, """
                {"from": "2026-10-01", "to": "2026-11-01", "provider": "anthropic", "model": ["a*", "b"],
                 "tags": {"env": "prod"}, "cost_state": "unpriced", "dry_run": true}""");

        // Then
        assertThat(request.correction()).isEqualTo(new Correction.Reprice());
        assertThat(request.dryRun()).isTrue();
        assertThat(request.unpriced()).isTrue();
        var sql = new LedgerSql();
        request.where(sql);
        assertThat(sql.conditions())
                .contains(
                        "occurred_at >= ", "occurred_at < ", "cost_state = ", "provider = ", "model like ", "tags ->>");
    }

    @Test
    void aReattributionSetsAndTakesAway() throws Exception {
        // When
        var request = read(Kind.REATTRIBUTION, """
                {"from": "2026-10-01", "to": "2026-11-01", "team": "x", "set": {"team": "y", "step": null,
                 "tags": {"env": "prod"}, "tags.old": null}}""");

        // Then
        assertThat(request.correction())
                .isEqualTo(new Correction.Reattribute(Map.of(
                        "team", Optional.of("y"),
                        "step", Optional.empty(),
                        "tags.env", Optional.of("prod"),
                        "tags.old", Optional.empty())));
        assertThat(request.dryRun()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REPRICING     | {"to": "2026-11-01"}                                                     | /from      | missing
            REPRICING     | {"from": "2026-10-01"}                                                   | /to        | missing
            REPRICING     | {"from": "2026-11-01", "to": "2026-11-01"}                               | /to        | out_of_range
            REPRICING     | {"from": "soon", "to": "2026-11-01"}                                     | /from      | not_a_time
            REPRICING     | {"from": "2026-10-01", "to": "2026-11-01", "colour": "x"}                | /colour    | unknown_field
            REPRICING     | {"from": "2026-10-01", "to": "2026-11-01", "set": {"team": "x"}}         | /set       | unknown_field
            REPRICING     | {"from": "2026-10-01", "to": "2026-11-01", "model": 7}                   | /model     | wrong_type
            REPRICING     | {"from": "2026-10-01", "to": "2026-11-01", "model": []}                  | /model     | empty
            REPRICING     | {"from": "2026-10-01", "to": "2026-11-01", "team": null}                 | /team      | wrong_type
            REPRICING     | {"from": "2026-10-01", "to": "2026-11-01", "cost_state": "dear"}         | /cost_state | unknown_word
            REPRICING     | {"from": "2026-10-01", "to": "2026-11-01", "dry_run": "yes"}             | /dry_run   | wrong_type
            REPRICING     | []                                                                       | ''         | wrong_type
            REATTRIBUTION | {"from": "2026-10-01", "to": "2026-11-01"}                               | /set       | missing
            REATTRIBUTION | {"from": "2026-10-01", "to": "2026-11-01", "set": {}}                    | /set       | missing
            REATTRIBUTION | {"from": "2026-10-01", "to": "2026-11-01", "set": {"model": "x"}}        | /set/model | not_attribution
            REATTRIBUTION | {"from": "2026-10-01", "to": "2026-11-01", "set": {"principal": null}}   | /set/principal | not_a_value
            REATTRIBUTION | {"from": "2026-10-01", "to": "2026-11-01", "set": {"team": ""}}          | /set/team  | not_a_value
            """)
    void whatIsNotUnderstoodIsNamed(Kind kind, String body, String pointer, String code) {
        // When
        var problem = catchThrowableOfType(ProblemException.class, () -> read(kind, body));

        // Then
        assertThat(problem).isNotNull();
        assertThat(problem.problem().faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.code()).isEqualTo(code);
        });
    }
}
