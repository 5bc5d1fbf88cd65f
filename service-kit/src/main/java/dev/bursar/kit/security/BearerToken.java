package dev.bursar.kit.security;

import java.util.Optional;

/** Finds the token in an {@code Authorization} value. */
public final class BearerToken {

    private static final String SCHEME = "bearer ";

    private BearerToken() {}

    /** The token of an HTTP header: the scheme may be written in any case (RFC 9110 section 11.1). */
    public static Optional<String> ofRequest(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return Optional.of(authorization.substring(SCHEME.length()).strip());
    }

    /** The token of a Kafka header, which may leave the scheme out. */
    public static Optional<String> ofRecord(String authorization) {
        var token = ofRequest(authorization);
        return token.isPresent() || authorization == null || authorization.isBlank()
                ? token
                : Optional.of(authorization.strip());
    }
}
