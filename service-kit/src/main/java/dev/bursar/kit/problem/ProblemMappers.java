package dev.bursar.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.bursar.contract.Json;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws into a problem. */
@Singleton
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response failed(ProblemException failure, RoutingContext request) {
        var answer = answer(failure.problem(), request);
        failure.retryAfter().ifPresent(wait -> answer.header("Retry-After", ProblemAnswers.seconds(wait)));
        return answer.build();
    }

    @ServerExceptionMapper
    Response notJson(JsonProcessingException failure, RoutingContext request) {
        return answer(ofJson(failure), request).build();
    }

    /** Jackson's word for what its parser takes and its reader does not; Quarkus' own mapper would answer without a body. */
    @ServerExceptionMapper
    Response notStrict(MismatchedInputException failure, RoutingContext request) {
        return notJson(failure, request);
    }

    @ServerExceptionMapper
    Response noToken(UnauthorizedException failure, RoutingContext request) {
        return unauthenticated("a bearer token is needed", request);
    }

    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException failure, RoutingContext request) {
        var cause = failure.getCause();
        if (cause instanceof ProblemException known) {
            return failed(known, request);
        }
        return unauthenticated(failure.getMessage(), request);
    }

    @ServerExceptionMapper
    Response notYours(ForbiddenException failure, RoutingContext request) {
        return answer(new Problem(ProblemType.NOT_AUTHORIZED, "the token lacks the role for this"), request)
                .build();
    }

    @ServerExceptionMapper
    Response ofFramework(WebApplicationException failure, RoutingContext request) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return notJson(json, request);
        }
        int code = failure.getResponse().getStatus();
        if (code >= 500 && code != 503) {
            return fault(failure, request);
        }
        var type = ProblemType.ofHttpCode(code);
        var answer = answer(new Problem(type, detail(type, request)), request);
        var allow = failure.getResponse().getHeaderString("Allow");
        return (allow == null ? answer : answer.header("Allow", allow)).build();
    }

    @ServerExceptionMapper
    Response fault(Throwable failure, RoutingContext request) {
        LOG.errorf(
                failure,
                "fault=unexpected method=%s path=%s trace_id=%s",
                request.request().method(),
                request.normalizedPath(),
                Trace.of(request).id());
        return answer(new Problem(ProblemType.INTERNAL, "see the log of the service for this trace id"), request)
                .build();
    }

    private static Response unauthenticated(String detail, RoutingContext request) {
        return answer(new Problem(ProblemType.UNAUTHENTICATED, detail), request)
                .header("WWW-Authenticate", "Bearer")
                .build();
    }

    private static String detail(ProblemType type, RoutingContext request) {
        return switch (type) {
            case NOT_FOUND -> "nothing answers to " + request.normalizedPath();
            case METHOD_NOT_ALLOWED -> request.request().method() + " is not known here";
            case UNSUPPORTED_MEDIA_TYPE ->
                "content-type " + request.request().getHeader("content-type") + " is not taken here";
            case NOT_ACCEPTABLE -> "accept " + request.request().getHeader("accept") + " can't be met";
            case TOO_LARGE -> "the body is larger than this service takes";
            default -> type.title();
        };
    }

    private static Problem ofJson(JsonProcessingException failure) {
        var where = failure.getLocation() == null
                ? ""
                : " at line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr();
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            var pointer = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "/" + step.getIndex() : "/" + step.getFieldName())
                    .collect(Collectors.joining());
            var detail = "the value at " + pointer + " is not acceptable" + where;
            return Problem.of(ProblemType.INVALID_REQUEST, detail, new Problem.Fault(pointer, "wrong_type", detail));
        }
        var detail = failure instanceof MismatchedInputException
                ? "the body has a name twice in one object, or more than one document" + where
                : "the body is not JSON" + where;
        return Problem.of(ProblemType.INVALID_REQUEST, detail, new Problem.Fault("", "not_json", detail));
    }

    private static Response.ResponseBuilder answer(Problem problem, RoutingContext request) {
        return Response.status(problem.type().httpCode())
                .type(Problem.MEDIA_TYPE)
                .entity(Json.bytes(problem.json(Trace.of(request))));
    }
}
