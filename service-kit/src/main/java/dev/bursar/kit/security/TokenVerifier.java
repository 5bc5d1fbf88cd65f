package dev.bursar.kit.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bursar.kit.security.IssuerKeys.Lookup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Verifies bearer tokens, for HTTP requests and Kafka records alike: signature by a key of the token's issuer, then
 * times, audience and revocation as of an instant. A verified token is remembered for a minute.
 */
public final class TokenVerifier {

    private static final Duration REMEMBERED = Duration.ofSeconds(60);
    private static final int MAX_REMEMBERED = 10_000;
    /** What a token must meet besides its signature. */
    record Terms(Optional<String> audience, Duration leeway, ClaimNames claims) {}

    private final Map<String, IssuerKeys> issuers;
    private final Terms terms;
    private final CallerClaims callerClaims;
    private final Revocations revocations;
    private final Cache<String, Verification.Verified> verified;

    TokenVerifier(Map<String, IssuerKeys> issuers, Terms terms, Revocations revocations) {
        this.issuers = Map.copyOf(issuers);
        this.terms = terms;
        this.callerClaims = new CallerClaims(terms.claims());
        this.revocations = revocations;
        this.verified = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(MAX_REMEMBERED)
                .build();
        revocations.onRevoked(verified::invalidateAll);
    }

    /** A verifier of the given issuers that reads their keys when it first needs them. */
    static TokenVerifier of(List<TrustedIssuer> issuers, Terms terms, Revocations revocations, InstantSource clock) {
        var web = KeySource.client();
        var keys = issuers.stream()
                .collect(Collectors.toMap(
                        TrustedIssuer::name, issuer -> new IssuerKeys(issuer, new KeySource(issuer, web), clock)));
        return new TokenVerifier(keys, terms, revocations);
    }

    /** Verifies a token as of an instant. May read the issuer's keys: see {@link #needsReading}. */
    public Verification verify(String token, Instant asOf) {
        var known = verified.getIfPresent(token);
        if (known != null) {
            return judge(known, asOf);
        }
        var read = read(token);
        if (read instanceof Verification.Verified fresh) {
            verified.put(token, fresh);
            return judge(fresh, asOf);
        }
        return read;
    }

    /** Whether verifying this token would have to wait for a file or the web: not on an event loop, then. */
    public boolean needsReading(String token) {
        if (verified.getIfPresent(token) != null) {
            return false;
        }
        var parsed = SignedToken.parse(token);
        return parsed.map(SignedToken::issuer)
                .map(issuers::get)
                .map(keys -> !keys.isAtHand(parsed.get().keyId()))
                .orElse(false);
    }

    private Verification judge(Verification.Verified token, Instant asOf) {
        if (!asOf.isBefore(token.expiry())) {
            return new Verification.Refused("the token has expired");
        }
        if (asOf.isBefore(token.notBefore())) {
            return new Verification.Refused("the token is not valid yet");
        }
        return token.caller()
                .tokenId()
                .<Verification>map(id -> {
                    if (!revocations.isComplete()) {
                        return new Verification.Undecided("revocations are not read yet");
                    }
                    return revocations.isRevoked(id, asOf) ? new Verification.Refused("the token was revoked") : token;
                })
                .orElse(token);
    }

    private Verification read(String token) {
        var parsed = SignedToken.parse(token);
        if (parsed.isEmpty()) {
            return new Verification.Refused("not a signed JWT");
        }
        var signed = parsed.get();
        var keys = issuers.get(signed.issuer());
        if (keys == null) {
            return new Verification.Refused("the token's issuer is not trusted");
        }
        if (!signed.isAlgorithmPermitted()) {
            return new Verification.Refused("the token's algorithm is not permitted");
        }
        var lookup = keys.find(signed.keyId());
        if (lookup instanceof Lookup.Unavailable) {
            return new Verification.Undecided("the keys of the token's issuer can't be read");
        }
        if (!(lookup instanceof Lookup.Found found)) {
            return new Verification.Refused("the token's key is unknown");
        }
        return signed.isSignedBy(found.key())
                ? readClaims(signed.claims())
                : new Verification.Refused("the token's signature is wrong");
    }

    private Verification readClaims(JsonNode claims) {
        if (!claims.path("exp").isNumber()) {
            return new Verification.Refused("the token has no expiry");
        }
        if (terms.audience().isPresent()
                && !isFor(claims.path("aud"), terms.audience().get())) {
            return new Verification.Refused("the token is for another audience");
        }
        try {
            return new Verification.Verified(
                    callerClaims.read(claims),
                    instant(claims, "nbf", Instant.MIN, at -> at.minus(terms.leeway())),
                    instant(claims, "exp", Instant.MIN, at -> at.plus(terms.leeway())));
        } catch (IllegalArgumentException e) {
            return new Verification.Refused("claims: " + e.getMessage());
        }
    }

    private static Instant instant(JsonNode claims, String name, Instant absent, Function<Instant, Instant> leeway) {
        var value = claims.path(name);
        if (value.isMissingNode()) {
            return absent;
        }
        // seconds; the bound keeps the arithmetic within Instant
        if (!value.isNumber() || Math.abs(value.asLong()) > 1L << 40) {
            throw new IllegalArgumentException(name + " is no time");
        }
        return leeway.apply(Instant.ofEpochSecond(value.asLong()));
    }

    private static boolean isFor(JsonNode audience, String wanted) {
        if (audience.isTextual()) {
            return wanted.equals(audience.textValue());
        }
        for (var one : audience) {
            if (wanted.equals(one.textValue())) {
                return true;
            }
        }
        return false;
    }
}
