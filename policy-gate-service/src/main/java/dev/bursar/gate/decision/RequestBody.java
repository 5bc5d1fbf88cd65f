package dev.bursar.gate.decision;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Takes a request's body in, up to a bound. */
final class RequestBody {

    /** A caller that goes on sending what nobody reads is cut off here. */
    private static final long MAX_DISCARDED = 64L << 20;

    private RequestBody() {}

    /** Nothing of a body above the bound is handed on: not its beginning either. */
    static void collect(HttpServerRequest request, int most, Consumer<Buffer> whole, Runnable tooLarge) {
        var body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > most) {
                discard(request);
                tooLarge.run();
            } else {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> whole.accept(body));
        request.resume();
    }

    /**
     * Reads what is left and forgets it: a connection that is closed with unread bytes may lose the answer on its way to
     * the caller.
     */
    static void discard(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        var rest = new long[1];
        request.handler(part -> {
            rest[0] += part.length();
            if (rest[0] > MAX_DISCARDED) {
                request.connection().close();
            }
        });
        request.endHandler(end -> {});
        request.resume();
    }
}
