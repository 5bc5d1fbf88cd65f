package dev.bursar.kit.security;

import java.util.Optional;
import java.util.stream.Stream;

/** Finds the token in an {@code Authorization} value. */
public final class BearerToken {

    private static final String SCHEME = "bearer ";
    private static final String ENCODED_SCHEME = "bearer%20";

    private BearerToken() {}

    /**
     * The token of an HTTP header: the scheme may be written in any case (RFC 9110 section 11.1), and its space as in
     * {@code OTEL_EXPORTER_OTLP_HEADERS}, which some exporters send as it stands.
     */
    public static Optional<String> ofRequest(String authorization) {
        return Stream.of(SCHEME, ENCODED_SCHEME)
                .filter(scheme ->
                        authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length()))
                .findFirst()
                .map(scheme -> authorization.substring(scheme.length()).strip());
    }

    /** The token of a Kafka header, which may leave the scheme out. */
    public static Optional<String> ofRecord(String authorization) {
        var token = ofRequest(authorization);
        return token.isPresent() || authorization == null || authorization.isBlank()
                ? token
                : Optional.of(authorization.strip());
    }
}
