package dev.bursar.aggregator.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StrideTest {

    @Test
    void growsWhileItIsQuickAndShrinksWhenItIsNot() {
        // Given
        var stride = new Stride();
        int first = stride.events();

        // When
        stride.took(Duration.ofMillis(100));
        int quick = stride.events();
        stride.took(Duration.ofMillis(200));
        int even = stride.events();
        stride.took(Duration.ofMillis(900));

        // Then
        assertThat(quick).isEqualTo(2 * first);
        assertThat(even).isEqualTo(quick);
        assertThat(stride.events()).isEqualTo(first);
    }

    @Test
    void staysWithinItsBounds() {
        // Given
        var slow = new Stride();
        var quick = new Stride();

        // When
        for (int i = 0; i < 20; i++) {
            slow.took(Duration.ofSeconds(3));
            quick.took(Duration.ofMillis(1));
        }

        // Then
        assertThat(slow.events()).isEqualTo(Stride.LEAST);
        assertThat(quick.events()).isEqualTo(Stride.MOST);
    }
}
