package dev.bursar.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kit.security.TokenVerifier.Terms;
import dev.bursar.kit.security.Verification.Refused;
import dev.bursar.kit.security.Verification.Undecided;
import dev.bursar.kit.security.Verification.Verified;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenVerifierTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final PublicJsonWebKey KEY = Tokens.rsaKey("one");
    private static final Terms TERMS = new Terms(Optional.empty(), Duration.ofSeconds(30), ClaimNames.DEFAULT);

    @TempDir
    Path folder;

    private final Revocations revocations = new Revocations();
    private Path keys;

    @BeforeEach
    void publishKeys() {
        revocations.complete();
        keys = folder.resolve("jwks.json");
        publish(NOW, KEY);
    }

    private void publish(Instant at, JsonWebKey... published) {
        try {
            Files.writeString(keys, Tokens.published(published));
            Files.setLastModifiedTime(keys, FileTime.from(at));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private TokenVerifier verifier(Terms terms) {
        return TokenVerifier.of(TrustedIssuer.parse(Tokens.ISSUER + "=" + keys), terms, revocations, () -> NOW);
    }

    private static Map<String, Object> claims() {
        return Tokens.claims("coder-1", NOW.plusSeconds(60));
    }

    private static String token(Map<String, Object> claims) {
        return Tokens.sign(KEY, "RS256", claims);
    }

    @Test
    void readsTheCallerFromItsClaims() {
        // Given
        var claims = claims();
        claims.putAll(Map.of(
                "team", "platform",
                "projects", List.of("a", "b"),
                "roles", List.of("emitter", "something else"),
                "act_for", List.of("agents-*"),
                "jti", "t1"));

        // When
        var verification = verifier(TERMS).verify(token(claims), NOW);

        // Then
        assertThat(verification).isInstanceOfSatisfying(Verified.class, verified -> {
            var caller = verified.caller();
            assertThat(caller.principal()).isEqualTo("coder-1");
            assertThat(caller.roles()).containsExactly("emitter");
            assertThat(caller.team()).contains("platform");
            assertThat(caller.tokenId()).contains("t1");
            assertThat(caller.mayActFor("agents-7")).isTrue();
            assertThat(caller.mayActFor("coder-2")).isFalse();
            assertThat(caller.mayNameTeam("data")).isFalse();
            assertThat(caller.mayNameProject("b")).isTrue();
            assertThat(caller.mayNameProject("c")).isFalse();
        });
    }

    @Test
    void claimsMayHaveOtherNamesAndLieDeeper() {
        // Given
        var claims = claims();
        claims.put("realm_access", Map.of("roles", List.of("admin")));
        claims.put("https://example.com/team", "platform");
        var names = new ClaimNames("https://example.com/team", "projects", "realm_access.roles");

        // When
        var verification =
                verifier(new Terms(Optional.empty(), Duration.ZERO, names)).verify(token(claims), NOW);

        // Then
        assertThat(verification).isInstanceOfSatisfying(Verified.class, verified -> {
            assertThat(verified.caller().roles()).isEqualTo(Roles.ALL);
            assertThat(verified.caller().mayActFor("anyone")).isTrue();
            assertThat(verified.caller().team()).contains("platform");
        });
    }

    @Test
    void aTokenEndsAtItsExpiryPlusLeewayAlsoWhenItIsRemembered() {
        // Given
        var verifier = verifier(TERMS);
        var token = token(claims());

        // When
        var before = verifier.verify(token, NOW.plusSeconds(89));
        var after = verifier.verify(token, NOW.plusSeconds(90));

        // Then
        assertThat(before).isInstanceOf(Verified.class);
        assertThat(after).isEqualTo(new Refused("the token has expired"));
    }

    @Test
    void aRecordIsJudgedAsOfItsAppendTime() {
        // Given
        var claims = Tokens.claims("coder-1", NOW.minusSeconds(3600));
        claims.put("nbf", NOW.minusSeconds(7200).getEpochSecond());
        var verifier = verifier(TERMS);
        var token = token(claims);

        // When
        var whileValid = verifier.verify(token, NOW.minusSeconds(5000));
        var tooEarly = verifier.verify(token, NOW.minusSeconds(8000));
        var today = verifier.verify(token, NOW);

        // Then
        assertThat(whileValid).isInstanceOf(Verified.class);
        assertThat(tooEarly).isInstanceOf(Refused.class);
        assertThat(today).isInstanceOf(Refused.class);
    }

    @Test
    void aRevocationWorksAtOnceAndFromItsTimeOn() {
        // Given
        var claims = claims();
        claims.put("jti", "t1");
        var verifier = verifier(TERMS);
        var token = token(claims);
        assertThat(verifier.verify(token, NOW)).isInstanceOf(Verified.class);

        // When
        revocations.revoke("t1", NOW);

        // Then
        assertThat(verifier.verify(token, NOW)).isEqualTo(new Refused("the token was revoked"));
        assertThat(verifier.verify(token, NOW.minusSeconds(1))).isInstanceOf(Verified.class);
    }

    @Test
    void noTokenWithAnIdIsAcceptedBeforeTheRevocationsAreRead() {
        // Given
        var unread = new Revocations();
        var verifier = TokenVerifier.of(TrustedIssuer.parse(Tokens.ISSUER + "=" + keys), TERMS, unread, () -> NOW);
        var claims = claims();
        claims.put("jti", "t1");

        // When
        var verification = verifier.verify(token(claims), NOW);

        // Then
        assertThat(verification).isInstanceOf(Undecided.class);
    }

    @Test
    void theAudienceMustBeAmongTheTokens() {
        // Given
        var verifier = verifier(new Terms(Optional.of("bursar"), Duration.ZERO, ClaimNames.DEFAULT));
        var ours = claims();
        ours.put("aud", List.of("other", "bursar"));
        var theirs = claims();
        theirs.put("aud", "other");

        // Then
        assertThat(verifier.verify(token(ours), NOW)).isInstanceOf(Verified.class);
        assertThat(verifier.verify(token(theirs), NOW)).isInstanceOf(Refused.class);
        assertThat(verifier.verify(token(claims()), NOW)).isInstanceOf(Refused.class);
    }

    @Test
    void unsignedTokensAndSharedSecretsAreRefused() throws Exception {
        // Given
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var body = token(claims()).split("\\.")[1];
        var none = encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "." + body + ".";
        var hmac = new JsonWebSignature();
        hmac.setPayload(new String(Base64.getUrlDecoder().decode(body), StandardCharsets.UTF_8));
        hmac.setAlgorithmHeaderValue("HS256");
        hmac.setKeyIdHeaderValue("one");
        hmac.setKey(new HmacKey(KEY.getPublicKey().getEncoded()));

        // Then
        assertThat(verifier(TERMS).verify(none, NOW)).isEqualTo(new Refused("the token's algorithm is not permitted"));
        assertThat(verifier(TERMS).verify(hmac.getCompactSerialization(), NOW))
                .isEqualTo(new Refused("the token's algorithm is not permitted"));
    }

    @Test
    void aForgedSignatureAChangedBodyAndAStrangersIssuerAreRefused() {
        // Given
        var stranger = Tokens.rsaKey("one");
        var parts = token(claims()).split("\\.");
        var otherBody = token(Tokens.claims("coder-2", NOW.plusSeconds(60))).split("\\.")[1];
        var elsewhere = claims();
        elsewhere.put("iss", "elsewhere");

        // Then
        assertThat(verifier(TERMS).verify(Tokens.sign(stranger, "RS256", claims()), NOW))
                .isEqualTo(new Refused("the token's signature is wrong"));
        assertThat(verifier(TERMS).verify(parts[0] + "." + otherBody + "." + parts[2], NOW))
                .isEqualTo(new Refused("the token's signature is wrong"));
        assertThat(verifier(TERMS).verify(token(elsewhere), NOW))
                .isEqualTo(new Refused("the token's issuer is not trusted"));
        assertThat(verifier(TERMS).verify("not.a.token", NOW)).isInstanceOf(Refused.class);
        assertThat(verifier(TERMS).verify("", NOW)).isInstanceOf(Refused.class);
    }

    @Test
    void claimsOfAnotherTypeAreNotGuessedFrom() {
        // Given
        var roles = claims();
        roles.put("roles", Map.of("admin", true));
        var noExpiry = claims();
        noExpiry.remove("exp");
        var controlCharacter = Tokens.claims("coder\n1", NOW.plusSeconds(60));

        // Then
        assertThat(verifier(TERMS).verify(token(roles), NOW)).isInstanceOf(Refused.class);
        assertThat(verifier(TERMS).verify(token(noExpiry), NOW)).isInstanceOf(Refused.class);
        assertThat(verifier(TERMS).verify(token(controlCharacter), NOW)).isInstanceOf(Refused.class);
    }

    @Test
    void aNewKeyInTheFileIsTakenUpAndAnOldOneDropped() {
        // Given
        var verifier = verifier(TERMS);
        assertThat(verifier.verify(token(claims()), NOW)).isInstanceOf(Verified.class);
        var second = Tokens.rsaKey("two");

        // When
        publish(NOW.plusSeconds(1), second);

        // Then
        assertThat(verifier.verify(Tokens.sign(second, "RS256", claims()), NOW)).isInstanceOf(Verified.class);
        assertThat(verifier.verify(token(Tokens.claims("coder-2", NOW.plusSeconds(60))), NOW))
                .isEqualTo(new Refused("the token's key is unknown"));
    }

    @Test
    void ellipticAndEdwardsCurvesVerifyToo() {
        // Given
        var ec = Tokens.ecKey("ec");
        var ed = Tokens.edKey("ed");
        publish(NOW.plusSeconds(1), KEY, ec, ed);

        // Then
        assertThat(verifier(TERMS).verify(Tokens.sign(ec, "ES256", claims()), NOW))
                .isInstanceOf(Verified.class);
        assertThat(verifier(TERMS).verify(Tokens.sign(ed, "EdDSA", claims()), NOW))
                .isInstanceOf(Verified.class);
    }

    @Test
    void withoutAnyKeysATokenIsUndecidedNotRefused() throws IOException {
        // Given
        Files.delete(keys);

        // When
        var verification = verifier(TERMS).verify(token(claims()), NOW);

        // Then
        assertThat(verification).isEqualTo(new Undecided("the keys of the token's issuer can't be read"));
    }

    @Test
    void onlyTheFirstTokenOfAnIssuerHasToWaitForItsKeys() {
        // Given
        var verifier = verifier(TERMS);
        var token = token(claims());
        boolean first = verifier.needsReading(token);

        // When
        verifier.verify(token, NOW);

        // Then
        assertThat(first).isTrue();
        assertThat(verifier.needsReading(token)).isFalse();
        assertThat(verifier.needsReading(token(Tokens.claims("coder-2", NOW.plusSeconds(60)))))
                .isFalse();
    }
}
