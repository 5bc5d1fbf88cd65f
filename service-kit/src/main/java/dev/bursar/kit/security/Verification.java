package dev.bursar.kit.security;

import java.time.Instant;

/** What became of a token. */
public sealed interface Verification {

    /** It is good from {@code notBefore} until {@code expiry}, leeway included. */
    record Verified(Caller caller, Instant notBefore, Instant expiry) implements Verification {}

    /** It is not good, and never will be as of that time; the detail names no secret. */
    record Refused(String detail) implements Verification {}

    /** It can't be judged at this moment: the issuer's keys or the revocations can't be read. */
    record Undecided(String detail) implements Verification {}
}
