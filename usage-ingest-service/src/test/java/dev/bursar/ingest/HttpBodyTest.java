package dev.bursar.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HttpBodyTest {

    private static byte[] gzip(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(packed)) {
            stream.write(plain);
        }
        return packed.toByteArray();
    }

    @Test
    void unpacksUpToTheLimitAndNotAByteMore() throws IOException {
        // Given
        var fits = gzip(new byte[100]);
        var tooLarge = gzip(new byte[101]);

        // Then
        assertThat(HttpBody.unpack(fits, "GZIP", 100)).hasSize(100);
        assertThatThrownBy(() -> HttpBody.unpack(tooLarge, "gzip", 100))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem().type()).isEqualTo(ProblemType.TOO_LARGE));
    }

    @Test
    void refusesOtherCodingsAndWhatIsNotGzip() {
        assertThatThrownBy(() -> HttpBody.unpack(new byte[3], "br", 100)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> HttpBody.unpack(new byte[3], "gzip", 100)).isInstanceOf(ProblemException.class);
    }

    @Test
    void noBodyIsAnEmptyOne() {
        assertThat(HttpBody.unpack(null, null, 100)).isEmpty();
    }
}
