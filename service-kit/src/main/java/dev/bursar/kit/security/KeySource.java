package dev.bursar.kit.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bursar.contract.Json;
import dev.bursar.kit.security.TrustedIssuer.KeyLocation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Reads the JWKS document of an issuer, from its file or over the web. */
class KeySource {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 1 << 20;

    private final TrustedIssuer issuer;
    private final HttpClient web;
    private URI discovered;

    KeySource(TrustedIssuer issuer, HttpClient web) {
        this.issuer = issuer;
        this.web = web;
    }

    /** One client for all issuers; a redirect could lead to keys nobody configured, so none is followed. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The file keys are read from, where they are. */
    Optional<Path> file() {
        return issuer.keys().flatMap(at -> at instanceof KeyLocation.File f ? Optional.of(f.path()) : Optional.empty());
    }

    /** @throws IOException when the document can't be had now */
    String read() throws IOException {
        if (issuer.keys().isEmpty()) {
            return get(discover());
        }
        var location = issuer.keys().get();
        if (location instanceof KeyLocation.Web at) {
            return get(at.uri());
        }
        return Files.readString(((KeyLocation.File) location).path());
    }

    /** OpenID Connect Discovery 1.0 section 4. */
    private URI discover() throws IOException {
        if (discovered == null) {
            var base = issuer.name().endsWith("/")
                    ? issuer.name().substring(0, issuer.name().length() - 1)
                    : issuer.name();
            var document = get(URI.create(base + "/.well-known/openid-configuration"));
            discovered = keysUri(document);
        }
        return discovered;
    }

    private URI keysUri(String document) throws IOException {
        try {
            var json = Json.read(document);
            if (!issuer.name().equals(json.path("issuer").textValue())) {
                throw new IOException("discovery of " + issuer.name() + " answers for another issuer");
            }
            return URI.create(json.path("jwks_uri").asText());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException("discovery of " + issuer.name() + " is not understood", e);
        }
    }

    private String get(URI uri) throws IOException {
        try {
            var request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).GET().build();
            var answer = web.send(request, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException(uri + " answers " + answer.statusCode());
                }
                return new String(body.readNBytes(MAX_BYTES), java.nio.charset.StandardCharsets.UTF_8);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + uri, e);
        }
    }
}
