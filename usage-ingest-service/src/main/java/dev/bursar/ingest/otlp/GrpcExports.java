package dev.bursar.ingest.otlp;

import dev.bursar.ingest.EventPublisher;
import dev.bursar.ingest.IngestConfig;
import dev.bursar.ingest.event.Sender;
import dev.bursar.kit.problem.Trace;
import dev.bursar.kit.security.BearerToken;
import dev.bursar.kit.security.Roles;
import dev.bursar.kit.security.TokenVerifier;
import dev.bursar.kit.security.Verification;
import dev.bursar.source.otlp.OtlpProtobuf;
import dev.bursar.source.otlp.Signal;
import dev.bursar.source.otlp.Undecodable;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** What the three services of OTLP/gRPC have in common: a method {@code Export}, and a bearer token in the metadata. */
@Singleton
class GrpcExports {

    private static final Logger LOG = Logger.getLogger(GrpcExports.class);
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> ENCODING =
            Metadata.Key.of("grpc-encoding", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> TRACE = Metadata.Key.of(Trace.HEADER, Metadata.ASCII_STRING_MARSHALLER);

    private final OtlpEntrance entrance;
    private final TokenVerifier verifier;
    private final InstantSource clock;
    private final GrpcMessage.Bounded messages;

    GrpcExports(OtlpEntrance entrance, TokenVerifier verifier, InstantSource clock, IngestConfig config) {
        this.entrance = entrance;
        this.verifier = verifier;
        this.clock = clock;
        this.messages = new GrpcMessage.Bounded(config.maxBody().asLongValue());
    }

    /** A service whose one method takes exports of a signal. */
    ServerServiceDefinition service(String name, Signal signal) {
        var method = MethodDescriptor.newBuilder(messages, messages)
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(name, "Export"))
                .build();
        ServerCallHandler<GrpcMessage, GrpcMessage> handler = (call, headers) -> isPackedUnknown(headers)
                ? refused(call)
                : ServerCalls.<GrpcMessage, GrpcMessage>asyncUnaryCall(
                                (message, observer) -> export(message, headers, signal, observer))
                        .startCall(call, headers);
        return ServerServiceDefinition.builder(name).addMethod(method, handler).build();
    }

    private static boolean isPackedUnknown(Metadata headers) {
        var encoding = headers.get(ENCODING);
        return encoding != null && !encoding.equals("identity") && !encoding.equals("gzip");
    }

    /** The message would never come: the server can't unpack it (gRPC, compression.md). */
    private static ServerCall.Listener<GrpcMessage> refused(ServerCall<GrpcMessage, GrpcMessage> call) {
        call.close(Status.UNIMPLEMENTED.withDescription("grpc-encoding is neither gzip nor identity"), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private void export(GrpcMessage message, Metadata headers, Signal signal, StreamObserver<GrpcMessage> observer) {
        Uni.createFrom()
                .deferred(() -> take(message, headers, signal))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .subscribe()
                .with(
                        answer -> {
                            observer.onNext(new GrpcMessage(answer.protobuf()));
                            observer.onCompleted();
                        },
                        failure -> observer.onError(status(failure).asRuntimeException()));
    }

    private Uni<OtlpAnswer> take(GrpcMessage message, Metadata headers, Signal signal) {
        var sender = sender(headers.get(AUTHORIZATION));
        if (!message.fault().isOk()) {
            return Uni.createFrom().failure(message.fault().asRuntimeException());
        }
        try {
            var export = OtlpProtobuf.read(message.bytes(), signal);
            return entrance.take(export, signal, sender, Trace.continuing(headers.get(TRACE)))
                    .map(answer -> new OtlpAnswer(signal, answer.rejected(), answer.message()));
        } catch (Undecodable e) {
            return Uni.createFrom().failure(e);
        }
    }

    private Sender sender(String authorization) {
        var token = BearerToken.ofRequest(authorization)
                .orElseThrow(() -> refusal(Status.UNAUTHENTICATED, "a bearer token is needed"));
        var verification = verifier.verify(token, clock.instant());
        if (verification instanceof Verification.Undecided undecided) {
            throw refusal(Status.UNAVAILABLE, undecided.detail());
        }
        if (verification instanceof Verification.Refused refused) {
            throw refusal(Status.UNAUTHENTICATED, refused.detail());
        }
        var caller = ((Verification.Verified) verification).caller();
        if (!caller.has(Roles.EMITTER)) {
            throw refusal(Status.PERMISSION_DENIED, "the token lacks the role " + Roles.EMITTER);
        }
        return new Sender.Verified(caller);
    }

    private static RuntimeException refusal(Status status, String detail) {
        return status.withDescription(detail).asRuntimeException();
    }

    private static Status status(Throwable failure) {
        if (failure instanceof Undecodable) {
            return Status.INVALID_ARGUMENT.withDescription(failure.getMessage());
        }
        if (failure instanceof EventPublisher.Unavailable) {
            return Status.UNAVAILABLE.withDescription("Kafka can't take usage now");
        }
        var known = Status.fromThrowable(failure);
        if (known.getCode() != Status.Code.UNKNOWN) {
            return known;
        }
        LOG.error("fault=unexpected service=otlp", failure);
        return Status.INTERNAL.withDescription("see the log of the service");
    }
}
