package dev.bursar.gate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Glob;
import dev.bursar.contract.policy.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRulesTest {

    private static final String PIN = "sha256:" + "1f".repeat(32);
    private static final String OTHER = "sha256:" + "00".repeat(32);

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/acme/*:v1, ghcr.io/acme/api:v1, true",
        "ghcr.io/acme/*:v1, ghcr.io/acme/api:v2, false",
        "ghcr.io/acme/*:v1, ghcr.io/acme/team/api:v1, false",
        "ghcr.io/acme/*:v1, ghcr.io/other/api:v1, false",
        "ghcr.io/*/api:v1, ghcr.io/acme/api:v1, true",
        "ghcr.io/*/api:v1, ghcr.io/a/b/api:v1, false",
        "python:3.*, python:3.9-slim, true",
        "python:3.*, python:3, false",
        "python:*-slim, docker.io/library/python:3.9-slim, true",
        "python:*, evil/python:3, false",
        "py*on:1, python:1, true",
        "*:1, python:1, true",
        "*:1, evil/python:1, false",
        "python, python:latest, true",
        "python, python:3, false",
        "*/python:1, localhost/python:1, false",
        "*/python:1, evil/python:1, true",
    })
    void letsAStarStandForLettersOfOneSegmentOrTag(String entry, String image, boolean allowed) {
        // Given
        var rules = rules(List.of(entry), List.of());

        // When
        var verdict = rules.judge(image, Map.of());

        // Then
        assertThat(verdict instanceof ImageVerdict.Allowed).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"**/python", "*.evil.com/python", "docker.io:*/python", "a/**", "", "Python", "*@sha256:*"})
    void refusesEntriesThatReachOverSegmentsOrHosts(String entry) {
        assertThat(ImagePattern.parse(entry)).isInstanceOf(ImagePattern.Parsed.Invalid.class);
    }

    @Test
    void takesADigestOnlyWhereThePolicyPinsIt() {
        // Given
        var rules = pinned(false);

        // Then
        assertThat(reason(rules, "postgres:15")).isEqualTo(Reason.PERMITTED);
        assertThat(reason(rules, "postgres:15@" + PIN)).isEqualTo(Reason.PERMITTED);
        assertThat(reason(rules, "postgres@" + PIN)).isEqualTo(Reason.PERMITTED);
        assertThat(reason(rules, "postgres:15@" + OTHER)).isEqualTo(Reason.DIGEST_NOT_PINNED);
        assertThat(reason(rules, "postgres@" + OTHER)).isEqualTo(Reason.DIGEST_NOT_PINNED);
        assertThat(reason(rules, "postgres:16@" + PIN)).isEqualTo(Reason.IMAGE_NOT_ALLOWED);
        assertThat(reason(rules, "python:3.9-slim@" + PIN)).isEqualTo(Reason.DIGEST_NOT_PINNED);
        assertThat(reason(rules, "evil/postgres@" + PIN)).isEqualTo(Reason.IMAGE_NOT_ALLOWED);
    }

    @Test
    void takesAnEntryThatNamesItsDigest() {
        // Given
        var rules = rules(List.of("ghcr.io/acme/api:v1@" + PIN, "ghcr.io/acme/db@" + PIN), List.of());

        // Then
        assertThat(reason(rules, "ghcr.io/acme/api:v1@" + PIN)).isEqualTo(Reason.PERMITTED);
        assertThat(reason(rules, "ghcr.io/acme/api@" + PIN)).isEqualTo(Reason.PERMITTED);
        assertThat(reason(rules, "ghcr.io/acme/api:v2@" + PIN)).isEqualTo(Reason.IMAGE_NOT_ALLOWED);
        assertThat(reason(rules, "ghcr.io/acme/api:v1")).isEqualTo(Reason.DIGEST_REQUIRED);
        assertThat(reason(rules, "ghcr.io/acme/db:any@" + PIN)).isEqualTo(Reason.PERMITTED);
        assertThat(reason(rules, "ghcr.io/acme/db@" + OTHER)).isEqualTo(Reason.DIGEST_NOT_PINNED);
    }

    @Test
    void canDemandADigest() {
        // Given
        var rules = pinned(true);

        // Then
        assertThat(reason(rules, "postgres:15")).isEqualTo(Reason.DIGEST_REQUIRED);
        assertThat(reason(rules, "postgres:15@" + PIN)).isEqualTo(Reason.PERMITTED);
    }

    @Test
    void deniesWhatIsDeniedWhateverAllowsIt() {
        // Given
        var rules = new ImageRules(
                patterns("postgres:*", "python:*"),
                patterns("postgres:15", "python:*-rc"),
                List.of(new Pin(ImageReferenceTest.image("postgres:15"), Set.of(PIN))),
                false,
                List.of());

        // Then
        assertThat(reason(rules, "postgres:15")).isEqualTo(Reason.IMAGE_DENIED);
        assertThat(reason(rules, "postgres:14")).isEqualTo(Reason.PERMITTED);
        assertThat(reason(rules, "python:4-rc")).isEqualTo(Reason.IMAGE_DENIED);
        assertThat(reason(rules, "postgres@" + PIN)).isEqualTo(Reason.IMAGE_DENIED);
        assertThat(reason(rules, "postgres:14@" + PIN)).isEqualTo(Reason.IMAGE_DENIED);
    }

    @Test
    void allowsMoreWithinAScope() {
        // Given
        var scope = new Scope(Map.of("team", new Glob("data*")), patterns("ghcr.io/acme/*:v1"));
        var rules = new ImageRules(patterns("python"), List.of(), List.of(), false, List.of(scope));

        // Then
        assertThat(rules.judge("ghcr.io/acme/x:v1", Map.of("team", "data-eu")))
                .isInstanceOf(ImageVerdict.Allowed.class);
        assertThat(rules.judge("ghcr.io/acme/x:v1", Map.of("team", "web"))).isInstanceOf(ImageVerdict.Refused.class);
        assertThat(rules.judge("ghcr.io/acme/x:v1", Map.of())).isInstanceOf(ImageVerdict.Refused.class);
        assertThat(rules.judge("python", Map.of())).isInstanceOf(ImageVerdict.Allowed.class);
    }

    @Test
    void saysWhichRuleRefusedWhat() {
        // When
        var verdict = rules(List.of("python"), List.of()).judge("ubuntu:latest", Map.of());

        // Then
        assertThat(verdict).isInstanceOfSatisfying(ImageVerdict.Refused.class, refused -> {
            assertThat(refused.violation().rule()).isEqualTo("images.allow");
            assertThat(refused.violation().value()).isEqualTo("docker.io/library/ubuntu:latest");
            assertThat(refused.violation().detail())
                    .isEqualTo("image docker.io/library/ubuntu:latest is not on the allowlist");
        });
    }

    private static ImageRules pinned(boolean requireDigest) {
        return new ImageRules(
                patterns("python:3.9-slim", "postgres:15"),
                List.of(),
                List.of(new Pin(ImageReferenceTest.image("postgres:15"), Set.of(PIN))),
                requireDigest,
                List.of());
    }

    static ImageRules rules(List<String> allow, List<String> deny) {
        return new ImageRules(
                patterns(allow.toArray(String[]::new)),
                patterns(deny.toArray(String[]::new)),
                List.of(),
                false,
                List.of());
    }

    private static List<ImagePattern> patterns(String... texts) {
        return Stream.of(texts)
                .map(text -> ((ImagePattern.Parsed.Valid) ImagePattern.parse(text)).pattern())
                .toList();
    }

    private static Reason reason(ImageRules rules, String image) {
        return rules.judge(image, Map.of()) instanceof ImageVerdict.Refused refused
                ? refused.violation().code()
                : Reason.PERMITTED;
    }
}
