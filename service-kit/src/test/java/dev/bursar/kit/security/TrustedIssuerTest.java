package dev.bursar.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.kit.security.TrustedIssuer.KeyLocation;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustedIssuerTest {

    @Test
    void readsFilesUrlsAndDiscovery() {
        // When
        var issuers = TrustedIssuer.parse(
                "bursar=.bursar/keys/jwks.json, https://a.example=https://a.example/keys?v=1 ,https://b.example/realm,");

        // Then
        assertThat(issuers)
                .containsExactly(
                        new TrustedIssuer(
                                "bursar", Optional.of(new KeyLocation.File(Path.of(".bursar/keys/jwks.json")))),
                        new TrustedIssuer(
                                "https://a.example",
                                Optional.of(new KeyLocation.Web(URI.create("https://a.example/keys?v=1")))),
                        new TrustedIssuer("https://b.example/realm", Optional.empty()));
    }

    @Test
    void anIssuerThatIsNoUrlNeedsALocation() {
        assertThatThrownBy(() -> TrustedIssuer.parse("bursar")).hasMessageContaining("bursar=<URL or file>");
    }

    @Test
    void keysOverPlainHttpAreUnprotectedExceptOnThisMachine() {
        assertThat(TrustedIssuer.parse("a=http://sso.example/keys").get(0).isUnprotected())
                .isTrue();
        assertThat(TrustedIssuer.parse("http://sso.example").get(0).isUnprotected())
                .isTrue();
        assertThat(TrustedIssuer.parse("a=http://localhost:8080/keys").get(0).isUnprotected())
                .isFalse();
        assertThat(TrustedIssuer.parse("a=https://sso.example/keys").get(0).isUnprotected())
                .isFalse();
    }
}
