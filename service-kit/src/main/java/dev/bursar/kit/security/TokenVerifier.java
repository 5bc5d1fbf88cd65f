package dev.bursar.kit.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bursar.contract.Json;
import dev.bursar.kit.security.IssuerKeys.Lookup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;

/**
 * Verifies bearer tokens, for HTTP requests and Kafka records alike: signature by a key of the token's issuer, then
 * times, audience and revocation as of an instant. A verified token is remembered for a minute.
 */
public final class TokenVerifier {

    /** Signatures by key pairs only: an HMAC key that verifies could also sign. */
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.EDDSA);

    private static final Duration REMEMBERED = Duration.ofSeconds(60);
    private static final int MAX_REMEMBERED = 10_000;
    /** Longer than any issuer's tokens, shorter than what would make parsing one an attack. */
    private static final int MAX_LENGTH = 16_384;

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
        if (verified.getIfPresent(token) != null || token.length() > MAX_LENGTH) {
            return false;
        }
        var parsed = parse(token);
        return parsed.isPresent()
                && Optional.ofNullable(issuers.get(parsed.get().issuer()))
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

    /** The parts of a token that say which key verifies it; nothing in them is trusted yet. */
    private record Parsed(JsonWebSignature signature, JsonNode claims, String issuer, Optional<String> keyId) {}

    private static Optional<Parsed> parse(String token) {
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(ALGORITHMS);
            signature.setCompactSerialization(token);
            var claims = Json.read(signature.getUnverifiedPayload());
            var keyId = Optional.ofNullable(signature.getKeyIdHeaderValue());
            return Optional.of(new Parsed(signature, claims, claims.path("iss").asText(), keyId));
        } catch (JoseException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Verification read(String token) {
        if (token.length() > MAX_LENGTH) {
            return new Verification.Refused("the token is too long");
        }
        var parsed = parse(token);
        if (parsed.isEmpty()) {
            return new Verification.Refused("not a signed JWT");
        }
        var keys = issuers.get(parsed.get().issuer());
        if (keys == null) {
            return new Verification.Refused("the token's issuer is not trusted");
        }
        var algorithm = parsed.get().signature().getAlgorithmHeaderValue();
        if (algorithm == null || !isPermitted(algorithm)) {
            return new Verification.Refused("the token's algorithm is not permitted");
        }
        var lookup = keys.find(parsed.get().keyId());
        if (lookup instanceof Lookup.Unavailable) {
            return new Verification.Undecided("the keys of the token's issuer can't be read");
        }
        return lookup instanceof Lookup.Found found
                ? verifySignature(parsed.get(), found)
                : new Verification.Refused("the token's key is unknown");
    }

    private Verification verifySignature(Parsed token, Lookup.Found found) {
        var keyAlgorithm = found.key().getAlgorithm();
        if (keyAlgorithm != null && !keyAlgorithm.equals(token.signature().getHeader(HeaderParameterNames.ALGORITHM))) {
            return new Verification.Refused("the token's algorithm is not its key's");
        }
        try {
            token.signature().setKey(found.key().getPublicKey());
            if (!token.signature().verifySignature()) {
                return new Verification.Refused("the token's signature is wrong");
            }
        } catch (JoseException e) {
            return new Verification.Refused("the token's signature can't be verified");
        }
        return readClaims(token.claims());
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

    private static boolean isPermitted(String algorithm) {
        try {
            ALGORITHMS.checkConstraint(algorithm);
            return true;
        } catch (org.jose4j.lang.InvalidAlgorithmException e) {
            return false;
        }
    }
}
