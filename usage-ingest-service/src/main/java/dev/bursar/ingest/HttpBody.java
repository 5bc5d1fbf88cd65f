package dev.bursar.ingest;

import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Unpacks the body of a request, to no more than a limit. */
public final class HttpBody {

    private HttpBody() {}

    /** @param coding the value of {@code Content-Encoding}, null where there is none */
    public static byte[] unpack(byte[] body, String coding, long limit) {
        var sent = body == null ? new byte[0] : body;
        switch (coding == null ? "identity" : coding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> {
                return atMost(limit, sent);
            }
            case "gzip", "x-gzip" -> {
                return atMost(limit, gunzip(sent, limit));
            }
            default ->
                throw new ProblemException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE, "content-encoding is neither gzip nor identity");
        }
    }

    /** One byte more than the limit tells a body that is too large from one that just fits. */
    private static byte[] gunzip(byte[] packed, long limit) {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return stream.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
        } catch (IOException e) {
            throw ProblemException.invalid("content-encoding", "not_gzip", "the body is not gzip");
        }
    }

    private static byte[] atMost(long limit, byte[] body) {
        if (body.length > limit) {
            throw new ProblemException(ProblemType.TOO_LARGE, "the body has more than " + limit + " bytes");
        }
        return body;
    }
}
