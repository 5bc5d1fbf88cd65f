package dev.bursar.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an issuer on the loopback interface. */
class KeySourceTest {

    private HttpServer server;
    private String url;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(String path, int code, String body) {
        server.createContext(path, exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private KeySource source(String entry) {
        return new KeySource(TrustedIssuer.parse(entry).get(0), KeySource.client());
    }

    @Test
    void anIssuerAloneIsAskedWhereItsKeysAre() throws IOException {
        // Given
        answer(
                "/realm/.well-known/openid-configuration",
                200,
                "{\"issuer\": \"" + url + "/realm\", \"jwks_uri\": \"" + url + "/certs\"}");
        answer("/certs", 200, "{\"keys\": []}");

        // When
        var document = source(url + "/realm").read();

        // Then
        assertThat(document).isEqualTo("{\"keys\": []}");
    }

    @Test
    void anAnswerForAnotherIssuerIsNotTaken() {
        // Given
        answer(
                "/.well-known/openid-configuration",
                200,
                "{\"issuer\": \"https://elsewhere.example\", \"jwks_uri\": \"" + url + "/certs\"}");

        // Then
        assertThatThrownBy(() -> source(url).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another issuer");
    }

    @Test
    void anErrorIsNoDocument() {
        // Given
        answer("/keys", 500, "{\"keys\": []}");

        // Then
        assertThatThrownBy(() -> source("a=" + url + "/keys").read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("500");
    }
}
