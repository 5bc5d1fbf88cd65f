package dev.bursar.kit.security;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens that were taken back, by their id. */
public final class Revocations {

    private final Map<String, Instant> revokedAt = new ConcurrentHashMap<>();
    private volatile boolean complete;
    private volatile Runnable listener = () -> {};

    /** Whether all that was revoked before the start is known. Until then no token with an id is accepted. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether a token was taken back at or before an instant. */
    boolean isRevoked(String tokenId, Instant asOf) {
        var at = revokedAt.get(tokenId);
        return at != null && !at.isAfter(asOf);
    }

    /** A token is taken back; of two revocations the earlier one counts. */
    void revoke(String tokenId, Instant at) {
        revokedAt.merge(tokenId, at, (a, b) -> a.isBefore(b) ? a : b);
        listener.run();
    }

    /** The token has expired by itself: its revocation need not be remembered. */
    void forget(String tokenId) {
        revokedAt.remove(tokenId);
    }

    void complete() {
        complete = true;
    }

    /** Called after each revocation. */
    void onRevoked(Runnable newListener) {
        listener = newListener;
    }
}
