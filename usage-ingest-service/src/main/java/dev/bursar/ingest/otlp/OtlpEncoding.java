package dev.bursar.ingest.otlp;

import com.google.rpc.Status;
import dev.bursar.contract.Json;
import dev.bursar.source.otlp.OtlpExport;
import dev.bursar.source.otlp.OtlpJson;
import dev.bursar.source.otlp.OtlpProtobuf;
import dev.bursar.source.otlp.Signal;
import dev.bursar.source.otlp.Undecodable;
import java.util.Locale;
import java.util.Optional;

/** The encodings of OTLP/HTTP: an answer is written in that of its request. */
enum OtlpEncoding {
    PROTOBUF("application/x-protobuf") {
        @Override
        OtlpExport read(byte[] body, Signal asked) throws Undecodable {
            return OtlpProtobuf.read(body, asked);
        }

        @Override
        byte[] write(OtlpAnswer answer) {
            return answer.protobuf();
        }

        @Override
        byte[] write(Status failure) {
            return failure.toByteArray();
        }
    },
    JSON("application/json") {
        @Override
        OtlpExport read(byte[] body, Signal asked) throws Undecodable {
            return OtlpJson.read(body);
        }

        @Override
        byte[] write(OtlpAnswer answer) {
            return Json.bytes(answer.json());
        }

        @Override
        byte[] write(Status failure) {
            return Json.bytes(Json.object().put("code", failure.getCode()).put("message", failure.getMessage()));
        }
    };

    private final String mediaType;

    OtlpEncoding(String mediaType) {
        this.mediaType = mediaType;
    }

    /** By the value of {@code Content-Type}, null where there is none. */
    static Optional<OtlpEncoding> of(String contentType) {
        var type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/x-protobuf", "application/protobuf" -> Optional.of(PROTOBUF);
            case "application/json" -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }

    String mediaType() {
        return mediaType;
    }

    abstract OtlpExport read(byte[] body, Signal asked) throws Undecodable;

    abstract byte[] write(OtlpAnswer answer);

    abstract byte[] write(Status failure);
}
