package dev.bursar.aggregator.token;

import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import dev.bursar.kit.security.TrustedIssuer;
import dev.bursar.kit.security.TrustedIssuer.KeyLocation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs tokens with the installation's own key. */
@ApplicationScoped
class TokenMint {

    private final TokenConfig config;

    TokenMint(TokenConfig config) {
        this.config = config;
    }

    /**
     * Signs what an order says.
     *
     * @throws ProblemException where this installation has no key, or nobody trusts it
     */
    String sign(String id, TokenOrder order, Instant from, Instant until) {
        var file = config.tokenKey()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNPROCESSABLE, "this installation mints no tokens: BURSAR_TOKEN_KEY is not set"));
        var key = read(file);
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            signature.setHeader("typ", "JWT");
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setKey(key.getPrivateKey());
            signature.setPayload(JsonUtil.toJson(
                    claims(id, order, from, until, issuer(key.getKeyId())).getClaimsMap()));
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("a key that was read signs", e);
        }
    }

    private JwtClaims claims(String id, TokenOrder order, Instant from, Instant until, String issuer) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(order.principal());
        claims.setJwtId(id);
        claims.setIssuedAt(NumericDate.fromSeconds(from.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(until.getEpochSecond()));
        config.jwtAudience().ifPresent(claims::setAudience);
        claims.setStringListClaim(config.jwtRolesClaim(), order.roles());
        order.team().ifPresent(team -> claims.setStringClaim(config.jwtTeamClaim(), team));
        if (!order.projects().isEmpty()) {
            claims.setStringListClaim(config.jwtProjectsClaim(), order.projects());
        }
        if (!order.actFor().isEmpty()) {
            claims.setStringListClaim("act_for", order.actFor());
        }
        return claims;
    }

    /** The trusted issuer whose keys hold this one; a single issuer is taken at its word. */
    private String issuer(String keyId) {
        var issuers = TrustedIssuer.parse(config.jwtIssuers().orElse(""));
        return issuers.stream()
                .filter(issuer -> publishes(issuer, keyId))
                .findFirst()
                .or(() -> issuers.stream().filter(issuer -> issuers.size() == 1).findFirst())
                .map(TrustedIssuer::name)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNPROCESSABLE, "no issuer in BURSAR_JWT_ISSUERS publishes the signing key"));
    }

    private static boolean publishes(TrustedIssuer issuer, String keyId) {
        try {
            return issuer.keys().orElse(null) instanceof KeyLocation.File file
                    && Files.readString(file.path()).contains('"' + keyId + '"');
        } catch (IOException e) {
            throw new UncheckedIOException("the keys of issuer " + issuer.name(), e);
        }
    }

    /** A key's id is its thumbprint (RFC 7638): the same key always has the same name. */
    private static RsaJsonWebKey read(Path file) {
        try {
            var body = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
            var factory = KeyFactory.getInstance("RSA");
            var secret = (RSAPrivateCrtKey) factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
            var published = (RSAPublicKey)
                    factory.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
            var key = new RsaJsonWebKey(published);
            key.setPrivateKey(secret);
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("the signing key " + file, e);
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new IllegalStateException(file + " is no RSA key in PKCS #8 PEM", e);
        }
    }
}
