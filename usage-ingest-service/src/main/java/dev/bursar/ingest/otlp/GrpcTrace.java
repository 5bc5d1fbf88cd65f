package dev.bursar.ingest.otlp;

import dev.bursar.source.otlp.Signal;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.quarkus.grpc.GrpcService;

/** OTLP/gRPC for spans. */
@GrpcService
class GrpcTrace implements BindableService {

    private final GrpcExports exports;

    GrpcTrace(GrpcExports exports) {
        this.exports = exports;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return exports.service(TraceServiceGrpc.SERVICE_NAME, Signal.TRACES);
    }
}
