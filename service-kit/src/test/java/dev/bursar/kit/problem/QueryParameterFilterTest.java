package dev.bursar.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Dimensions;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;

class QueryParameterFilterTest {

    static final class Page {
        @QueryParam("cursor")
        String cursor;
    }

    interface Costs {
        @QueryParameters(value = "as_of", dimensions = true)
        String costs(
                @QueryParam("from") String from,
                @RestQuery String zone,
                @RestQuery("to") String until,
                @BeanParam Page page);
    }

    @Test
    void knowsTheParametersAMethodDeclares() {
        // Given
        var method = Arrays.stream(Costs.class.getDeclaredMethods()).findFirst().orElseThrow();

        // Then
        assertThat(QueryParameterFilter.names(method))
                .contains("from", "zone", "to", "cursor", "as_of", "team", "model_canonical", "tags.*")
                .hasSize(5 + Dimensions.NAMES.size() + 2);
    }

    @Test
    void aStarStandsForAnyEnding() {
        assertThat(QueryParameterFilter.matches("tags.*", "tags.env")).isTrue();
        assertThat(QueryParameterFilter.matches("tags.*", "tags")).isFalse();
        assertThat(QueryParameterFilter.matches("tags.*", "tags.")).isFalse();
        assertThat(QueryParameterFilter.matches("from", "from")).isTrue();
        assertThat(QueryParameterFilter.matches("from", "fro")).isFalse();
    }
}
