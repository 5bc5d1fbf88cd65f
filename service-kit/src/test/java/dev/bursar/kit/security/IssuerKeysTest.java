package dev.bursar.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kit.security.IssuerKeys.Lookup;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

    private static final PublicJsonWebKey ONE = Tokens.ecKey("one");
    private static final PublicJsonWebKey TWO = Tokens.ecKey("two");
    private static final TrustedIssuer ISSUER =
            TrustedIssuer.parse("https://sso.example=https://sso.example/keys").get(0);

    private final Issuer issuer = new Issuer();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final IssuerKeys keys = new IssuerKeys(ISSUER, issuer, () -> now);

    /** Answers with what it is told to, or not at all. */
    private static final class Issuer extends KeySource {

        private String document = Tokens.published(ONE);
        private int reads;

        Issuer() {
            super(ISSUER, null);
        }

        @Override
        String read() throws IOException {
            reads++;
            if (document == null) {
                throw new IOException("away");
            }
            return document;
        }
    }

    private static Optional<String> id(String id) {
        return Optional.of(id);
    }

    @Test
    void aFloodOfInventedKeyIdsIsNoFloodOfReads() {
        // Given
        keys.find(id("one"));

        // When
        for (int i = 0; i < 1000; i++) {
            assertThat(keys.find(id("invented-" + i))).isInstanceOf(Lookup.Unknown.class);
        }

        // Then
        assertThat(issuer.reads).isEqualTo(1);
    }

    @Test
    void aNewKeyIsFoundAtItsFirstUse() {
        // Given
        keys.find(id("one"));
        issuer.document = Tokens.published(ONE, TWO);
        now = now.plus(IssuerKeys.MIN_BETWEEN_READS);

        // When
        var lookup = keys.find(id("two"));

        // Then
        assertThat(lookup).isInstanceOf(Lookup.Found.class);
        assertThat(issuer.reads).isEqualTo(2);
    }

    @Test
    void aKeyThatWasTakenBackIsDroppedInTime() {
        // Given
        keys.find(id("one"));
        issuer.document = Tokens.published(TWO);

        // When
        now = now.plus(IssuerKeys.MAX_AGE);

        // Then
        assertThat(keys.find(id("one"))).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void whileTheIssuerIsAwayKnownKeysStayGood() {
        // Given
        keys.find(id("one"));
        issuer.document = null;

        // When
        now = now.plus(IssuerKeys.MAX_AGE);

        // Then
        assertThat(keys.find(id("one"))).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void anIssuerThatNeverAnsweredLeavesItOpen() {
        // Given
        issuer.document = null;

        // Then
        assertThat(keys.find(id("one"))).isInstanceOf(Lookup.Unavailable.class);
        assertThat(keys.find(id("one"))).isInstanceOf(Lookup.Unavailable.class);
        assertThat(issuer.reads).isEqualTo(1);
    }

    @Test
    void aTokenWithoutKeyIdMeansTheOnlyKey() {
        assertThat(keys.find(Optional.empty())).isInstanceOf(Lookup.Found.class);
        issuer.document = Tokens.published(ONE, TWO);
        now = now.plus(IssuerKeys.MAX_AGE);
        assertThat(keys.find(Optional.empty())).isInstanceOf(Lookup.Unknown.class);
    }
}
