package dev.bursar.kit.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Keys and tokens for tests. */
final class Tokens {

    static final String ISSUER = "bursar-test";

    private Tokens() {}

    static PublicJsonWebKey rsaKey(String id) {
        return named(id, () -> RsaJwkGenerator.generateJwk(2048));
    }

    static PublicJsonWebKey ecKey(String id) {
        return named(id, () -> EcJwkGenerator.generateJwk(EllipticCurves.P256));
    }

    static PublicJsonWebKey edKey(String id) {
        return named(id, () -> OkpJwkGenerator.generateJwk("Ed25519"));
    }

    static JsonWebKey secretKey() {
        return OctJwkGenerator.generateJwk(256, new SecureRandom("a secret".getBytes(StandardCharsets.UTF_8)));
    }

    /** The document an issuer publishes: public halves only. */
    static String published(JsonWebKey... keys) {
        return new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    static Map<String, Object> claims(String subject, Instant expiry) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", ISSUER);
        claims.put("sub", subject);
        claims.put("exp", expiry.getEpochSecond());
        return claims;
    }

    static String sign(PublicJsonWebKey key, String algorithm, Map<String, Object> claims) {
        try {
            var signature = new JsonWebSignature();
            signature.setPayload(JsonUtil.toJson(claims));
            signature.setAlgorithmHeaderValue(algorithm);
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setKey(key.getPrivateKey());
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Maker {
        PublicJsonWebKey make() throws JoseException;
    }

    private static PublicJsonWebKey named(String id, Maker maker) {
        try {
            var key = maker.make();
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
