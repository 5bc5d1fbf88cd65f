package dev.bursar.embedded.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenRequestTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void saysWhatWasAskedFor() throws Exception {
        // Given
        TokenRequest request = TokenRequest.of("coder-1", List.of("emitter", "caller"), Duration.ofHours(1))
                .withTeam("platform \"x\"")
                .withProjects("hypercode")
                .withActFor("agents-*");

        // When
        JsonNode claims = part(request.signedBy(SigningKey.generate(), "bursar", NOW), 1);

        // Then
        assertThat(claims.path("iss").asText()).isEqualTo("bursar");
        assertThat(claims.path("sub").asText()).isEqualTo("coder-1");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
        assertThat(claims.path("iat").asLong()).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.path("roles")).hasSize(2);
        assertThat(claims.path("team").asText()).isEqualTo("platform \"x\"");
        assertThat(claims.path("projects").path(0).asText()).isEqualTo("hypercode");
        assertThat(claims.path("act_for").path(0).asText()).isEqualTo("agents-*");
        assertThat(claims.path("jti").asText()).isNotBlank();
    }

    @Test
    void isVerifiedByThePublishedKeyAlone() throws Exception {
        // Given
        SigningKey key = SigningKey.generate();
        String token =
                TokenRequest.of("coder-1", List.of(), Duration.ofHours(1)).signedBy(key, "bursar", NOW);

        // When
        JsonNode published = JSON.readTree(key.jwks()).path("keys").path(0);

        // Then
        assertThat(part(token, 0).path("kid")).isEqualTo(published.path("kid"));
        assertThat(isSignedBy(published, token)).isTrue();
        assertThat(isSignedBy(published, token.replace(".ey", ".eyJ"))).isFalse();
    }

    @Test
    void isTheSameKeyAfterARestart() throws Exception {
        // Given
        SigningKey key = SigningKey.generate();
        Path file = Files.writeString(folder.resolve("key.pem"), key.pem());

        // When
        SigningKey again = SigningKey.read(file);

        // Then
        assertThat(again.kid()).isEqualTo(key.kid());
        assertThat(again.jwks()).isEqualTo(key.jwks());
    }

    @Test
    void refusesAFileThatIsNoKey() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("key.pem"), "not a key");

        // Then
        assertThatThrownBy(() -> SigningKey.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no RSA key");
    }

    private static JsonNode part(String token, int index) throws Exception {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
    }

    private static boolean isSignedBy(JsonNode published, String token) throws Exception {
        var numbers = new RSAPublicKeySpec(
                number(published.path("n").asText()), number(published.path("e").asText()));
        int end = token.lastIndexOf('.');
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(numbers));
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
    }

    private static BigInteger number(String text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }
}
