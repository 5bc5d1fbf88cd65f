package dev.bursar.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {

    @Test
    void everyTypeIsExplainedAndNothingElseIs() throws IOException {
        // Given
        var page = Files.readString(Path.of("../docs/problems.md"));

        // When
        var headings = page.lines().filter(line -> line.startsWith("## ")).map(line -> line.substring(3));

        // Then
        assertThat(headings)
                .containsExactlyElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::code)
                        .toList());
        for (var type : ProblemType.values()) {
            assertThat(page).contains("`" + type.uri() + "` · " + type.httpCode() + " · " + type.title());
        }
    }

    @Test
    void anUnlistedServerFaultIsInternalAndAnUnlistedClientFaultInvalid() {
        assertThat(ProblemType.ofHttpCode(502)).isEqualTo(ProblemType.INTERNAL);
        assertThat(ProblemType.ofHttpCode(411)).isEqualTo(ProblemType.INVALID_REQUEST);
    }
}
