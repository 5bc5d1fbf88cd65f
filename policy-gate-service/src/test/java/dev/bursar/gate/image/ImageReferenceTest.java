package dev.bursar.gate.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "python, docker.io/library/python:latest",
        "python:3.9-slim, docker.io/library/python:3.9-slim",
        "library/python:3.9-slim, docker.io/library/python:3.9-slim",
        "docker.io/python:3.9-slim, docker.io/library/python:3.9-slim",
        "docker.io/library/python:3.9-slim, docker.io/library/python:3.9-slim",
        "index.docker.io/library/node:18-alpine, docker.io/library/node:18-alpine",
        "index.docker.io/node, docker.io/library/node:latest",
        "registry-1.docker.io/library/python:1, registry-1.docker.io/library/python:1",
        "DOCKER.IO/library/python:1, DOCKER.IO/library/python:1",
        "docker.io:443/library/python:1, docker.io:443/library/python:1",
        "evil/python:1, docker.io/evil/python:1",
        "localhost/python:1, localhost/python:1",
        "localhost:5000/python:1, localhost:5000/python:1",
        "Upper/python:1, Upper/python:1",
        "postgres:15/postgres:15, postgres:15/postgres:15",
        "[::1]:5000/a/b:c, [::1]:5000/a/b:c",
        "10.0.0.1:5000/a__b/c--d/e.f:V_1.2-3, 10.0.0.1:5000/a__b/c--d/e.f:V_1.2-3",
    })
    void namesAnImageByWhatAnEngineWouldFetch(String written, String canonical) {
        // When
        var parsed = ImageReference.parse(written);

        // Then
        assertThat(parsed)
                .isInstanceOfSatisfying(
                        ImageReference.Parsed.Valid.class,
                        valid -> assertThat(valid.image().canonical()).isEqualTo(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Python:3.9-slim",
                "docker.io/library/Python",
                "python:3.9-slim ",
                " python:3.9-slim",
                "python:3.9-slim\n",
                "python\u0000:3.9-slim",
                "pyth\u03bfn:3.9-slim",
                "ſhell:1",
                "python:3.9-slim;id",
                "--privileged",
                "-python",
                "python:3.9-slim --privileged",
                "https://docker.io/library/python:3.9-slim",
                "docker.io//library/python",
                "/python",
                "python/",
                "docker.io/",
                "python:",
                "python:-tag",
                "python:.tag",
                "python:3.9-slim:extra",
                "python@",
                "python@sha256:00",
                "python@md5:00000000000000000000000000000000",
                "python@sha256:G000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "sha256:0000000000000000000000000000000000000000000000000000000000000000",
                "a..b",
                "a._b",
                "a___b",
                "a-",
                "a_",
                "_a",
                "a.com:/b",
                "a.com:8x/b",
                "-a.com/b",
                "a-.com/b",
                "a..com/b",
                "[::1/b",
                "[]/b",
                "[::1]x/b",
                "a:b/c",
                "ghcr.io/acme/*:v1",
                "python:*",
            })
    void refusesWhatIsOutsideTheGrammar(String written) {
        // When
        var parsed = ImageReference.parse(written);

        // Then
        assertThat(parsed).isInstanceOf(ImageReference.Parsed.Invalid.class);
    }

    @Test
    void keepsTagAndDigestApart() {
        // Given
        var digest = "sha256:" + "1f".repeat(32);

        // When
        var tagged = image("postgres:15@" + digest);
        var untagged = image("postgres@" + digest);

        // Then
        assertThat(tagged.canonical()).isEqualTo("docker.io/library/postgres:15@" + digest);
        assertThat(untagged.canonical()).isEqualTo("docker.io/library/postgres@" + digest);
        assertThat(untagged.tag()).isEmpty();
    }

    @Test
    void boundsTheLengthOfNameAndTag() {
        // Given: docker.io/library/ has 18 characters
        var longest = "a".repeat(255 - 18);
        var tag = "t".repeat(128);

        // Then
        assertThat(ImageReference.parse(longest)).isInstanceOf(ImageReference.Parsed.Valid.class);
        assertThat(ImageReference.parse(longest + "a")).isInstanceOf(ImageReference.Parsed.Invalid.class);
        assertThat(ImageReference.parse("a:" + tag)).isInstanceOf(ImageReference.Parsed.Valid.class);
        assertThat(ImageReference.parse("a:" + tag + "t")).isInstanceOf(ImageReference.Parsed.Invalid.class);
    }

    static ImageReference image(String text) {
        return ((ImageReference.Parsed.Valid) ImageReference.parse(text)).image();
    }
}
