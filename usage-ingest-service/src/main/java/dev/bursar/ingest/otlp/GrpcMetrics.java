package dev.bursar.ingest.otlp;

import dev.bursar.source.otlp.Signal;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.quarkus.grpc.GrpcService;

/** OTLP/gRPC for metrics, which never count. */
@GrpcService
class GrpcMetrics implements BindableService {

    private final GrpcExports exports;

    GrpcMetrics(GrpcExports exports) {
        this.exports = exports;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return exports.service(MetricsServiceGrpc.SERVICE_NAME, Signal.METRICS);
    }
}
