package dev.bursar.testkit;

import dev.bursar.embedded.token.SigningKey;
import dev.bursar.embedded.token.TokenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tokens that the services under test trust, and some that they must not. */
public final class TestTokens {

    /** The {@code iss} of the tokens minted here. */
    public static final String ISSUER = "bursar-test";

    private static final Duration LIFE = Duration.ofHours(1);

    private TestTokens() {}

    /** A good token of {@code principal} with these roles. */
    public static String mint(String principal, String... roles) {
        return mint(TokenRequest.of(principal, List.of(roles), LIFE));
    }

    /** A good token that says what is asked for: team, projects, principals to act for. */
    public static String mint(TokenRequest request) {
        return request.signedBy(key(), ISSUER, Instant.now());
    }

    /** Well-formed, of a trusted issuer by its own word, signed with a key nobody trusts. */
    public static String forged(String principal, String... roles) {
        return TokenRequest.of(principal, List.of(roles), LIFE).signedBy(SigningKey.generate(), ISSUER, Instant.now());
    }

    /** Good until an hour ago. */
    public static String expired(String principal, String... roles) {
        Instant issued = Instant.now().minus(LIFE).minus(LIFE);
        return TokenRequest.of(principal, List.of(roles), LIFE).signedBy(key(), ISSUER, issued);
    }

    /** The value of {@code BURSAR_JWT_ISSUERS} that makes a service trust these tokens. */
    public static String trustedIssuers() {
        return ISSUER + "=" + folder().resolve("jwks.json");
    }

    /** The secret key's file, for a service that mints tokens itself. */
    public static Path keyFile() {
        return folder().resolve("signing-key.pem");
    }

    private static SigningKey key() {
        return SigningKey.read(keyFile());
    }

    private static Path folder() {
        return JvmWide.once("keys", TestTokens::make, Path::toString, Path::of);
    }

    private static Path make() {
        try {
            Path folder = Files.createDirectories(TestFolder.shared().resolve("keys"));
            SigningKey key = SigningKey.generate();
            Files.writeString(folder.resolve("signing-key.pem"), key.pem());
            Files.writeString(folder.resolve("jwks.json"), key.jwks());
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
