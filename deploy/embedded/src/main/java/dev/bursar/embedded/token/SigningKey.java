package dev.bursar.embedded.token;

import dev.bursar.embedded.process.StartFailure;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** An RSA key pair that signs tokens (RS256), known to verifiers by its {@code kid}. */
public final class SigningKey {

    private static final int BITS = 2048;
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final PrivateKey secret;
    private final RSAPublicKey published;

    private SigningKey(PrivateKey secret, RSAPublicKey published) {
        this.secret = secret;
        this.published = published;
    }

    public static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(pair.getPrivate(), (RSAPublicKey) pair.getPublic());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has RSA", missing);
        }
    }

    /** Reads a PKCS #8 PEM file as {@link #pem} writes it. */
    public static SigningKey read(Path file) {
        try {
            String body = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
            byte[] encoded = Base64.getMimeDecoder().decode(body);
            KeyFactory factory = KeyFactory.getInstance("RSA");
            var secret = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
            var published = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
            return new SigningKey(secret, (RSAPublicKey) factory.generatePublic(published));
        } catch (IOException failure) {
            throw StartFailure.of("can't read the signing key " + file, failure);
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException failure) {
            throw new IllegalArgumentException(file + " is no RSA key in PKCS #8 PEM", failure);
        }
    }

    /** The secret half; whoever has it can sign for anybody. */
    public String pem() {
        return "-----BEGIN PRIVATE KEY-----\n" + PEM.encodeToString(secret.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** The published half, as a JWK set (RFC 7517 section 5). */
    public String jwks() {
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"" + kid() + "\",\"n\":\""
                + unsigned(published.getModulus()) + "\",\"e\":\"" + unsigned(published.getPublicExponent()) + "\"}]}";
    }

    /** The key's thumbprint (RFC 7638): the same key always has the same name. */
    public String kid() {
        String members = "{\"e\":\"" + unsigned(published.getPublicExponent()) + "\",\"kty\":\"RSA\",\"n\":\""
                + unsigned(published.getModulus()) + "\"}";
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8));
            return URL.encodeToString(digest);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    /** A compact JWS (RFC 7515) over {@code claims}, a JSON object. */
    String sign(String claims) {
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + kid() + "\"}";
        String content = base64(header) + "." + base64(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(secret);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("a key made here signs", failure);
        }
    }

    private static String base64(String text) {
        return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 7518 section 2: the shortest big-endian bytes, without a sign. */
    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return URL.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
