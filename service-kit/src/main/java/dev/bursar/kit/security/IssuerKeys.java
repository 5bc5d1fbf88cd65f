package dev.bursar.kit.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The public keys of one issuer, kept current: an unknown key id makes them be read anew, but not too often. */
final class IssuerKeys {

    /** A flood of invented key ids must not become a flood of requests to the issuer. */
    static final Duration MIN_BETWEEN_READS = Duration.ofSeconds(5);

    /** A key that the issuer took back is honoured no longer than this, as long as the issuer answers. */
    static final Duration MAX_AGE = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    private final TrustedIssuer issuer;
    private final KeySource source;
    private final InstantSource clock;
    private volatile State state = new State(List.of(), Instant.MIN, Instant.MIN, null);

    /** What was read, when it was read, when reading was last tried, and the file's time at that moment. */
    private record State(List<PublicJsonWebKey> keys, Instant readAt, Instant triedAt, FileTime fileTime) {}

    /** What is known of a key. */
    sealed interface Lookup {

        record Found(PublicJsonWebKey key) implements Lookup {}

        record Unknown() implements Lookup {}

        record Unavailable() implements Lookup {}
    }

    IssuerKeys(TrustedIssuer issuer, KeySource source, InstantSource clock) {
        this.issuer = issuer;
        this.source = source;
        this.clock = clock;
    }

    /** Whether a lookup needs no reading, and so may happen on a thread that must not wait. */
    boolean isAtHand(Optional<String> keyId) {
        var now = clock.instant();
        return isFresh(state, now) && (find(state, keyId).isPresent() || !mayRead(state, now));
    }

    /** May read a file or the web. */
    Lookup find(Optional<String> keyId) {
        var current = state;
        var now = clock.instant();
        var found = find(current, keyId);
        if (found.isEmpty() || !isFresh(current, now)) {
            current = readAgain();
            found = find(current, keyId);
        }
        if (found.isPresent()) {
            return new Lookup.Found(found.get());
        }
        return current.readAt().equals(Instant.MIN) ? new Lookup.Unavailable() : new Lookup.Unknown();
    }

    private boolean isFresh(State at, Instant now) {
        if (at.readAt().equals(Instant.MIN)) {
            return false;
        }
        var file = source.file();
        if (file.isEmpty()) {
            return now.isBefore(at.readAt().plus(MAX_AGE)) || !mayRead(at, now);
        }
        return isUnchanged(at);
    }

    /** Whether the file is still the one that was read, or still can't be read. */
    private boolean isUnchanged(State at) {
        try {
            return Files.getLastModifiedTime(source.file().orElseThrow()).equals(at.fileTime());
        } catch (IOException e) {
            return at.fileTime() == null;
        }
    }

    private boolean mayRead(State at, Instant now) {
        return at.triedAt().equals(Instant.MIN)
                || !now.isBefore(at.triedAt().plus(MIN_BETWEEN_READS))
                || (source.file().isPresent() && !isUnchanged(at));
    }

    private synchronized State readAgain() {
        var now = clock.instant();
        if (!mayRead(state, now)) {
            return state;
        }
        try {
            var fileTime = source.file().isPresent()
                    ? Files.getLastModifiedTime(source.file().get())
                    : null;
            var keys = new JsonWebKeySet(source.read())
                    .getJsonWebKeys().stream()
                            .filter(IssuerKeys::signs)
                            .map(PublicJsonWebKey.class::cast)
                            .toList();
            state = new State(keys, now, now, fileTime);
            LOG.debugf("issuer=%s keys=%d", issuer.name(), keys.size());
        } catch (IOException | JoseException e) {
            LOG.warnf("issuer=%s keys=unreadable cause=\"%s\"", issuer.name(), e.getMessage());
            state = new State(state.keys(), state.readAt(), now, null);
        }
        return state;
    }

    private static boolean signs(JsonWebKey key) {
        return key instanceof PublicJsonWebKey && (key.getUse() == null || "sig".equals(key.getUse()));
    }

    private static Optional<PublicJsonWebKey> find(State at, Optional<String> keyId) {
        if (keyId.isEmpty()) {
            return at.keys().size() == 1 ? Optional.of(at.keys().get(0)) : Optional.empty();
        }
        return at.keys().stream()
                .filter(key -> keyId.get().equals(key.getKeyId()))
                .findFirst();
    }
}
