package dev.bursar.ingest.otlp;

import dev.bursar.source.otlp.Signal;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.quarkus.grpc.GrpcService;

/** OTLP/gRPC for log events. */
@GrpcService
class GrpcLogs implements BindableService {

    private final GrpcExports exports;

    GrpcLogs(GrpcExports exports) {
        this.exports = exports;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return exports.service(LogsServiceGrpc.SERVICE_NAME, Signal.LOGS);
    }
}
