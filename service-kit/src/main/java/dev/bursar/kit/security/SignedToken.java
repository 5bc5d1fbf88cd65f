package dev.bursar.kit.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.InvalidAlgorithmException;
import org.jose4j.lang.JoseException;

/**
 * The parts of a JWT that say which key verifies it. Nothing in them is trusted before that.
 *
 * @param issuer empty where it names none
 */
record SignedToken(JsonWebSignature signature, JsonNode claims, String issuer, Optional<String> keyId) {

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

    /** Longer than any issuer's tokens, shorter than what would make parsing one an attack. */
    private static final int MAX_LENGTH = 16_384;

    /** Empty for what is not a compact JWS around a JSON object. */
    static Optional<SignedToken> parse(String token) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(ALGORITHMS);
            signature.setCompactSerialization(token);
            var claims = Json.read(signature.getUnverifiedPayload());
            var keyId = Optional.ofNullable(signature.getKeyIdHeaderValue());
            return Optional.of(
                    new SignedToken(signature, claims, claims.path("iss").asText(), keyId));
        } catch (JoseException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    boolean isAlgorithmPermitted() {
        try {
            ALGORITHMS.checkConstraint(algorithm());
            return true;
        } catch (InvalidAlgorithmException e) {
            return false;
        }
    }

    /** Whether a key made the signature; a key that names its algorithm verifies no other. */
    boolean isSignedBy(PublicJsonWebKey key) {
        if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm())) {
            return false;
        }
        try {
            signature.setKey(key.getPublicKey());
            return signature.verifySignature();
        } catch (JoseException e) {
            return false;
        }
    }

    private String algorithm() {
        var algorithm = signature.getAlgorithmHeaderValue();
        return algorithm == null ? "" : algorithm;
    }
}
