package dev.bursar.source.otlp;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that are the same at every export of a record, so that sending it again is a replay. */
final class CallId {

    private static final int DIGEST_BYTES = 16;

    private CallId() {}

    /** Of the span with these ids, and of the log event that was written within it. */
    static String ofSpan(ByteString traceId, ByteString spanId) {
        return hex(traceId) + "-" + hex(spanId);
    }

    /** Whether an id is one: absent ids are empty or all zero. */
    static boolean isId(ByteString id) {
        for (byte one : id) {
            if (one != 0) {
                return true;
            }
        }
        return false;
    }

    /** Of a record without ids, from what it says and when. */
    static String ofContent(String... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                sha.update(bytes);
            }
            return "log-" + HexFormat.of().formatHex(sha.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
