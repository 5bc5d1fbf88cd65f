package dev.bursar.ingest;

import dev.bursar.ingest.event.Sender;
import dev.bursar.kit.security.BearerToken;
import dev.bursar.kit.security.Roles;
import dev.bursar.kit.security.TokenVerifier;
import dev.bursar.kit.security.Verification;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Finds out who vouches for a raw record. */
@Singleton
class RawSenders {

    private final IngestConfig.RawTrust trust;
    private final TokenVerifier verifier;

    @Inject
    RawSenders(IngestConfig config, TokenVerifier verifier) {
        this(config.rawTrust(), verifier);
    }

    RawSenders(IngestConfig.RawTrust trust, TokenVerifier verifier) {
        this.trust = trust;
        this.verifier = verifier;
    }

    /** Who vouches for it, or why nobody does. */
    sealed interface Vouched {

        record For(Sender sender) implements Vouched {}

        record Not(String detail) implements Vouched {}
    }

    /** @throws IllegalStateException when that can't be decided now: the record must wait */
    Vouched vouch(RawRecord message, Instant appendedAt) {
        if (trust == IngestConfig.RawTrust.TOPIC) {
            return new Vouched.For(new Sender.TrustedTopic());
        }
        var token = message.authorization().flatMap(BearerToken::ofRecord);
        if (token.isEmpty()) {
            return new Vouched.Not("no token in the header authorization");
        }
        var verification = verifier.verify(token.get(), appendedAt);
        if (verification instanceof Verification.Undecided undecided) {
            throw new IllegalStateException(undecided.detail());
        }
        if (verification instanceof Verification.Refused refused) {
            return new Vouched.Not(refused.detail());
        }
        var caller = ((Verification.Verified) verification).caller();
        return caller.has(Roles.EMITTER)
                ? new Vouched.For(new Sender.Verified(caller))
                : new Vouched.Not("the token lacks the role " + Roles.EMITTER);
    }
}
