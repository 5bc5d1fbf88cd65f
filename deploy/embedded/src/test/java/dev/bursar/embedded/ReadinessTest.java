package dev.bursar.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadinessTest {

    @Test
    void namesTheChecksThatAreDown() {
        // When
        String down = Readiness.down("""
                {"status": "DOWN", "checks": [{"name": "kafka", "status": "UP"}, {"name": "books", "status": "DOWN"},
                {"name": "rates", "status": "DOWN"}]}
                """);

        // Then
        assertThat(down).isEqualTo("books, rates");
    }

    @Test
    void isNotFooledByAnAnswerItCannotRead() {
        // When
        String down = Readiness.down("<html>");

        // Then
        assertThat(down).isEqualTo("not ready");
    }
}
