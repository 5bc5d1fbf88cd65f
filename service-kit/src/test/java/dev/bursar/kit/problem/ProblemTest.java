package dev.bursar.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Json;
import org.junit.jupiter.api.Test;

class ProblemTest {

    private static final Trace TRACE = new Trace("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);

    @Test
    void saysWhatIsWrongWhereAndInWhichTrace() throws Exception {
        // Given
        var problem = ProblemException.invalid("/limit/usd", "not_positive", "a limit is more than 0")
                .problem()
                .with("accounts", Json.object().arrayNode());

        // When
        var body = problem.json(TRACE);

        // Then
        assertThat(body).isEqualTo(Json.read("""
                        {"type": "urn:bursar:problem:invalid_request", "title": "The request is not understood", "status": 400,
                         "detail": "a limit is more than 0",
                         "errors": [{"pointer": "/limit/usd", "code": "not_positive", "detail": "a limit is more than 0"}],
                         "accounts": [], "trace_id": "0af7651916cd43dd8448eb211c80319c"}"""));
    }
}
