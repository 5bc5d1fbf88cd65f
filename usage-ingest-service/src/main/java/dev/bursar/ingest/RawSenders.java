package dev.bursar.ingest;

import dev.bursar.ingest.event.Sender;
import dev.bursar.kit.security.BearerToken;
import dev.bursar.kit.security.Roles;
import dev.bursar.kit.security.TokenVerifier;
import dev.bursar.kit.security.Verification;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Finds out who vouches for a raw record. */
@Singleton
class RawSenders {

    private final IngestConfig config;
    private final TokenVerifier verifier;

    RawSenders(IngestConfig config, TokenVerifier verifier) {
        this.config = config;
        this.verifier = verifier;
    }

    /** Who vouches for it, or why nobody does. */
    sealed interface Vouched {

        record For(Sender sender) implements Vouched {}

        record Not(String detail) implements Vouched {}
    }

    /** @throws IllegalStateException when that can't be decided now: the record must wait */
    Vouched vouch(RawRecord message, Instant appendedAt) {
        if (config.rawTrust() == IngestConfig.RawTrust.TOPIC) {
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
