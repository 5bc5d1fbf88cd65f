package dev.bursar.contract.usage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What makes two deliveries one event, forever: (principal, provider, response id) where the provider's own id is long
 * enough to be unique, else (principal, source, id); with the part, where one payload holds several events.
 *
 * @param sha256 64 hex digits
 */
public record EventIdentity(String sha256) implements Comparable<EventIdentity> {

    /** The fewest characters that the last segment of a response id needs to be unique: some servers count 0 to 999. */
    static final int MIN_UNIQUE = 12;

    /**
     * Sixteen random bytes or little more in base64url (RFC 4648, section 5), as Google names its answers: there the marks
     * that end a segment elsewhere are digits. A word that stands before a number is none.
     */
    private static final Pattern RANDOM_BYTES =
            Pattern.compile("(?![a-z]+[-_])(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9_-]{22,24}");

    public EventIdentity {
        if (sha256.length() != 64) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
    }

    /** The identity of a call the provider named, or else of the message that told of it. */
    static EventIdentity of(
            Dimensions dimensions, String source, String id, Optional<String> responseId, Optional<String> part) {
        var named = responseId.filter(EventIdentity::isUnique);
        return named.isPresent()
                ? hash("response", dimensions.principal(), dimensions.provider(), named.get(), part.orElse(""))
                : hash("message", dimensions.principal(), source, id, part.orElse(""));
    }

    /** What names a span, for what the calls within it add up to; never that of an event. */
    public static EventIdentity ofSpan(String principal, String span) {
        return hash("span", principal, span);
    }

    /** Whether a provider's id of a call is long enough to tell calls apart. */
    public static boolean isUnique(String responseId) {
        int last = Math.max(responseId.lastIndexOf('-'), responseId.lastIndexOf('_'));
        return responseId.length() - last - 1 >= MIN_UNIQUE
                || RANDOM_BYTES.matcher(responseId).matches();
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(sha256);
    }

    @Override
    public int compareTo(EventIdentity other) {
        return sha256.compareTo(other.sha256);
    }

    /** SHA-256 over the parts, each with its length, so that no two lists of parts meet. */
    static EventIdentity hash(String... parts) {
        return new EventIdentity(HexFormat.of().formatHex(digest(parts)));
    }

    static byte[] digest(String... parts) {
        var sha = newSha256();
        for (var part : parts) {
            var bytes = part.getBytes(StandardCharsets.UTF_8);
            sha.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            sha.update(bytes);
        }
        return sha.digest();
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
