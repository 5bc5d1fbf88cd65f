package dev.bursar.ingest.otlp;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.bursar.ingest.EventPublisher;
import dev.bursar.ingest.HttpBody;
import dev.bursar.ingest.IngestConfig;
import dev.bursar.ingest.event.Sender;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import dev.bursar.kit.problem.Trace;
import dev.bursar.kit.security.Caller;
import dev.bursar.kit.security.Roles;
import dev.bursar.source.otlp.Signal;
import dev.bursar.source.otlp.Undecodable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** OTLP over HTTP. An answer of 200 means: on all of Kafka's replicas. */
@Path("/")
@RolesAllowed(Roles.EMITTER)
@Blocking
@Tag(name = "otlp")
@APIResponse(responseCode = "200", description = "Taken; partial_success says what was set aside, and why")
@APIResponse(responseCode = "400", description = "Not OTLP: a google.rpc.Status says where")
@APIResponse(responseCode = "503", description = "Kafka can't take it now; Retry-After says when to try again")
public class OtlpResource {

    /** Seconds. */
    private static final int RETRY_AFTER = 2;

    private final IngestConfig config;
    private final OtlpEntrance entrance;

    OtlpResource(IngestConfig config, OtlpEntrance entrance) {
        this.config = config;
        this.entrance = entrance;
    }

    @POST
    @Path("/v1/traces")
    @Operation(summary = "Export spans")
    public Uni<Response> traces(@Context SecurityContext security, @Context RoutingContext request, byte[] body)
            throws Undecodable {
        return take(Signal.TRACES, security, request, body);
    }

    @POST
    @Path("/v1/logs")
    @Operation(summary = "Export log events")
    public Uni<Response> logs(@Context SecurityContext security, @Context RoutingContext request, byte[] body)
            throws Undecodable {
        return take(Signal.LOGS, security, request, body);
    }

    @POST
    @Path("/v1/metrics")
    @Operation(summary = "Export metrics, which never count")
    public Uni<Response> metrics(@Context SecurityContext security, @Context RoutingContext request, byte[] body)
            throws Undecodable {
        return take(Signal.METRICS, security, request, body);
    }

    @POST
    @Operation(summary = "Export any signal", description = "Where old senders, which know no paths, post everything")
    public Uni<Response> any(@Context SecurityContext security, @Context RoutingContext request, byte[] body)
            throws Undecodable {
        return take(Signal.LOGS, security, request, body);
    }

    private Uni<Response> take(Signal asked, SecurityContext security, RoutingContext request, byte[] body)
            throws Undecodable {
        var encoding = OtlpEncoding.of(request.request().getHeader("content-type"))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "content-type is neither application/x-protobuf nor application/json"));
        var unpacked = HttpBody.unpack(
                body,
                request.request().getHeader("content-encoding"),
                config.maxBody().asLongValue());
        var sender = new Sender.Verified(Caller.of(security.getUserPrincipal()));
        return entrance.take(encoding.read(unpacked, asked), asked, sender, Trace.of(request))
                .map(answer -> Response.ok(encoding.write(answer), encoding.mediaType())
                        .build());
    }

    @ServerExceptionMapper
    Response undecodable(Undecodable failure, RoutingContext request) {
        return failed(400, Code.INVALID_ARGUMENT, failure.getMessage(), request).build();
    }

    @ServerExceptionMapper
    Response away(EventPublisher.Unavailable failure, RoutingContext request) {
        return failed(503, Code.UNAVAILABLE, "Kafka can't take usage now", request)
                .header("Retry-After", RETRY_AFTER)
                .build();
    }

    @ServerExceptionMapper
    Response refused(ProblemException failure, RoutingContext request) {
        var problem = failure.problem();
        var code = problem.type() == ProblemType.TOO_LARGE ? Code.RESOURCE_EXHAUSTED : Code.INVALID_ARGUMENT;
        return failed(problem.type().httpCode(), code, problem.detail(), request)
                .build();
    }

    @ServerExceptionMapper
    Response noToken(UnauthorizedException failure, RoutingContext request) {
        return unauthenticated("a bearer token is needed", request);
    }

    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException failure, RoutingContext request) {
        if (failure.getCause() instanceof ProblemException undecided) {
            return failed(503, Code.UNAVAILABLE, undecided.problem().detail(), request)
                    .header("Retry-After", RETRY_AFTER)
                    .build();
        }
        return unauthenticated(failure.getMessage(), request);
    }

    @ServerExceptionMapper
    Response notYours(ForbiddenException failure, RoutingContext request) {
        return failed(403, Code.PERMISSION_DENIED, "the token lacks the role " + Roles.EMITTER, request)
                .build();
    }

    private static Response unauthenticated(String detail, RoutingContext request) {
        return failed(401, Code.UNAUTHENTICATED, detail, request)
                .header("WWW-Authenticate", "Bearer")
                .build();
    }

    /** Every failure has a {@code google.rpc.Status} for a body, in the encoding of the request. */
    private static Response.ResponseBuilder failed(int httpCode, Code code, String message, RoutingContext request) {
        var encoding =
                OtlpEncoding.of(request.request().getHeader("content-type")).orElse(OtlpEncoding.JSON);
        var status = Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(message)
                .build();
        return Response.status(httpCode).type(encoding.mediaType()).entity(encoding.write(status));
    }
}
