package dev.bursar.source.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells the signals apart by the shape of their first record: their requests share the same outer fields, so that a
 * parser of one takes the bytes of another without complaint.
 */
final class WireSignal {

    /** Fields that lead from a request to its records: the resource's, the scope's, the record. */
    private static final int[] WAY = {1, 2, 2};

    private static final int SPAN_START = 7;
    private static final int SPAN_END = 8;
    private static final int LOG_TIME = 1;
    private static final int LOG_OBSERVED = 11;
    private static final int METRIC_NAME = 1;

    private WireSignal() {}

    /** Empty where there is no record, or none that shows what it is. */
    static Optional<Signal> of(byte[] body) throws InvalidProtocolBufferException {
        try {
            return find(CodedInputStream.newInstance(body), 0);
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidProtocolBufferException(e);
        }
    }

    private static Optional<Signal> find(CodedInputStream in, int depth) throws IOException {
        if (depth == WAY.length) {
            return ofRecord(in);
        }
        int wanted = WAY[depth] << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag != wanted) {
                in.skipField(tag);
                continue;
            }
            int outer = in.pushLimit(in.readRawVarint32());
            var found = find(in, depth + 1);
            if (found.isPresent()) {
                return found;
            }
            in.skipRawBytes(in.getBytesUntilLimit());
            in.popLimit(outer);
        }
        return Optional.empty();
    }

    /** Spans always have times, log records nearly always; a metric has a name where a log record has its time. */
    private static Optional<Signal> ofRecord(CodedInputStream in) throws IOException {
        boolean named = false;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            int type = WireFormat.getTagWireType(tag);
            if (type == WireFormat.WIRETYPE_FIXED64) {
                if (field == SPAN_START || field == SPAN_END) {
                    return Optional.of(Signal.TRACES);
                }
                if (field == LOG_TIME || field == LOG_OBSERVED) {
                    return Optional.of(Signal.LOGS);
                }
            }
            named |= field == METRIC_NAME && type == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            in.skipField(tag);
        }
        return named ? Optional.of(Signal.METRICS) : Optional.empty();
    }
}
