package dev.bursar.kit.security;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An issuer whose tokens are accepted.
 *
 * @param name the {@code iss} of its tokens, compared character by character
 * @param keys where its keys are; absent: OIDC discovery tells
 */
public record TrustedIssuer(String name, Optional<KeyLocation> keys) {

    /** Where a JWKS document is read. */
    public sealed interface KeyLocation {

        record File(Path path) implements KeyLocation {}

        record Web(URI uri) implements KeyLocation {}
    }

    /**
     * Reads {@code issuer=location,…}; a location is an http(s) URL or a file. An entry without one is an issuer with
     * OIDC discovery. An {@code =} inside the issuer itself is not supported.
     *
     * @throws IllegalArgumentException an entry that can't be read
     */
    public static List<TrustedIssuer> parse(String list) {
        var issuers = new ArrayList<TrustedIssuer>();
        for (var entry : list.split(",")) {
            if (!entry.isBlank()) {
                issuers.add(entry(entry.strip()));
            }
        }
        return List.copyOf(issuers);
    }

    private static TrustedIssuer entry(String entry) {
        int equals = entry.indexOf('=');
        var name = equals < 0 ? entry : entry.substring(0, equals).strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("BURSAR_JWT_ISSUERS: an issuer without a name: " + entry);
        }
        if (equals < 0) {
            if (!isWeb(name)) {
                throw new IllegalArgumentException("BURSAR_JWT_ISSUERS: issuer " + name
                        + " is no URL, so its keys need a location: " + name + "=<URL or file>");
            }
            return new TrustedIssuer(name, Optional.empty());
        }
        var location = entry.substring(equals + 1).strip();
        if (location.isEmpty()) {
            throw new IllegalArgumentException("BURSAR_JWT_ISSUERS: issuer " + name + " has an empty location");
        }
        return new TrustedIssuer(name, Optional.of(location(location)));
    }

    private static KeyLocation location(String text) {
        if (isWeb(text)) {
            return new KeyLocation.Web(URI.create(text));
        }
        return new KeyLocation.File(text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text));
    }

    private static boolean isWeb(String text) {
        return text.startsWith("https://") || text.startsWith("http://");
    }

    /** Whether its keys travel unprotected: anyone on the way could put in their own. */
    public boolean isUnprotected() {
        var plainName = keys.isEmpty() && name.startsWith("http://");
        return plainName
                || keys.filter(location -> location instanceof KeyLocation.Web web
                                && "http".equals(web.uri().getScheme())
                                && !isLoopback(web.uri().getHost()))
                        .isPresent();
    }

    /** Whether its keys are in a file here: an issuer of the installation's own. */
    public boolean isLocal() {
        return keys.filter(KeyLocation.File.class::isInstance).isPresent();
    }

    private static boolean isLoopback(String host) {
        return "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
    }
}
