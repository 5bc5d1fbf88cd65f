package dev.bursar.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.bursar.kit.problem.ProblemException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @Test
    void aPageWithMoreBehindItSaysWhereToGoOn() {
        var page = Page.of("2", null);

        var body = page.body(List.of("a", "b/ü", "c"), TextNode::new, Function.identity());

        assertThat(body.path("items")).hasSize(2);
        assertThat(Page.of("2", body.path("next_cursor").asText()).after()).contains("b/ü");
    }

    @Test
    void theLastPageSaysSo() {
        var body = Page.of("2", null).body(List.of("a", "b"), TextNode::new, Function.identity());

        assertThat(body.path("items")).hasSize(2);
        assertThat(body.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void withoutALimitAPageHasAHundredItems() {
        assertThat(Page.of(null, null).limit()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "x", ""})
    void aLimitOutOfBoundsIsRefused(String limit) {
        assertThatThrownBy(() -> Page.of(limit, null)).isInstanceOf(ProblemException.class);
    }
}
