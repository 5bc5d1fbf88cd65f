package dev.bursar.gate.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReferencePropertiesTest {

    /** The published grammar as one expression, independent of the parser; applied to canonical names only. */
    private static final Pattern CANONICAL = Pattern.compile("(?:LABEL(?:\\.LABEL)*|\\[[0-9a-fA-F:]+])(?::[0-9]+)?"
                    .replace("LABEL", "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?")
            + "(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)+"
            + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"
            + "(?:@(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}))?");

    @Property
    void aCanonicalNameIsItsOwnCanonicalName(@ForAll("references") String written) {
        var image = ImageReferenceTest.image(written);

        assertThat(ImageReferenceTest.image(image.canonical())).isEqualTo(image);
    }

    @Property
    void nothingOutsideTheGrammarIsAccepted(@ForAll("texts") String written) {
        if (ImageReference.parse(written) instanceof ImageReference.Parsed.Valid valid) {
            assertThat(valid.image().canonical()).matches(CANONICAL);
            assertThat(written).doesNotContainPattern("[^!-~]");
        }
    }

    @Property
    void anAllowedNameStaysInItsRepository(@ForAll("texts") String written) {
        var rules = ImageRulesTest.rules(List.of("python:*", "ghcr.io/acme/*:v1"), List.of());

        if (rules.judge(written, Map.of()) instanceof ImageVerdict.Allowed allowed) {
            assertThat(allowed.image().canonical())
                    .matches("docker\\.io/library/python:[^/@]+|ghcr\\.io/acme/[^/@]+:v1");
        }
    }

    @Property
    void anEntryWithoutStarsAllowsExactlyItself(
            @ForAll("references") String entry, @ForAll("references") String other) {
        var rules = ImageRulesTest.rules(List.of(entry), List.of());
        var listed = ImageReferenceTest.image(entry);
        var asked = ImageReferenceTest.image(other);

        assertThat(rules.judge(entry, Map.of()) instanceof ImageVerdict.Allowed).isEqualTo(true);
        if (rules.judge(other, Map.of()) instanceof ImageVerdict.Allowed) {
            assertThat(asked.repository()).isEqualTo(listed.repository());
            assertThat(asked.digest()).isEqualTo(listed.digest());
        }
    }

    @Provide
    Arbitrary<String> references() {
        var domain = Arbitraries.of("", "docker.io/", "index.docker.io/", "ghcr.io/", "localhost:5000/", "[::1]/");
        var segment = Arbitraries.of("python", "a.b", "a__b", "a--b", "acme", "0");
        var path = segment.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("/", parts));
        var tag = Arbitraries.of("", ":latest", ":3.9-slim", ":V_1", ":0");
        var digest = Arbitraries.of("", "@sha256:" + "1f".repeat(32), "@sha512:" + "ab".repeat(64));
        return Combinators.combine(domain, path, tag, digest).as((d, p, t, h) -> d + p + t + h);
    }

    /** Texts close to names: letters of the grammar, its separators, and what must never pass. */
    @Provide
    Arbitrary<String> texts() {
        var noise = Arbitraries.strings()
                .withChars("abz09AZ.-_:/@*[] \n\t;\u0000\u00e9\u03bf\u212a")
                .ofMaxLength(24);
        var words =
                Arbitraries.of("python", ":3.9", "docker.io", "ghcr.io/acme/x", ":v1", "/", ":", "@", "library/", "\n");
        return Arbitraries.oneOf(
                noise,
                words.list().ofMaxSize(6).map(parts -> String.join("", parts)),
                Combinators.combine(references(), noise).as((name, tail) -> name + tail));
    }
}
