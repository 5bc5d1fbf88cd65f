package dev.bursar.ingest.otlp;

import io.grpc.Drainable;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A message as its bytes.
 *
 * @param fault why it was not taken; {@link Status#OK} where it was
 */
record GrpcMessage(byte[] bytes, Status fault) {

    GrpcMessage(byte[] bytes) {
        this(bytes, Status.OK);
    }

    private GrpcMessage(Status fault) {
        this(new byte[0], fault);
    }

    /**
     * Takes no more than a limit of what is unpacked on the way, which could be without end. What fails is told by the
     * message: an exception here would become a fault of ours.
     */
    record Bounded(long limit) implements Marshaller<GrpcMessage> {

        @Override
        public InputStream stream(GrpcMessage message) {
            return new Bytes(message.bytes());
        }

        @Override
        public GrpcMessage parse(InputStream stream) {
            try {
                // One byte more than the limit tells a message that is too large from one that just fits.
                var bytes = stream.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
                return bytes.length <= limit
                        ? new GrpcMessage(bytes)
                        : new GrpcMessage(Status.RESOURCE_EXHAUSTED.withDescription(
                                "the message has more than " + limit + " bytes"));
            } catch (IOException e) {
                return new GrpcMessage(Status.INVALID_ARGUMENT.withDescription("the message can't be unpacked"));
            }
        }
    }

    /** The server writes nothing but what drains itself. */
    private static final class Bytes extends ByteArrayInputStream implements Drainable {

        Bytes(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int drainTo(OutputStream target) throws IOException {
            return (int) transferTo(target);
        }
    }
}
