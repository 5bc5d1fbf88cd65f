package dev.bursar.gate.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import dev.bursar.kit.problem.Problem;
import dev.bursar.kit.problem.ProblemAnswers;
import dev.bursar.kit.problem.ProblemType;
import dev.bursar.kit.problem.Trace;
import dev.bursar.kit.security.Caller;
import dev.bursar.kit.security.Roles;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The Authorization API over HTTP, as plain routes: a verdict from memory takes less time than a framework around it.
 */
@Singleton
class EvaluationRoute {

    static final String EVALUATION = "/access/v1/evaluation";
    static final String EVALUATIONS = "/access/v1/evaluations";
    static final String CONFIGURATION = "/.well-known/authzen-configuration";

    /** Up to this size a body is judged on the thread that took it; a larger one must not keep others waiting. */
    private static final int AT_ONCE = 16 * 1024;

    private static final Logger LOG = Logger.getLogger(EvaluationRoute.class);

    private final Desk desk;
    private final CallerOfRequest callers;
    private final GateConfig config;

    EvaluationRoute(Desk desk, CallerOfRequest callers, GateConfig config) {
        this.desk = desk;
        this.callers = callers;
        this.config = config;
    }

    void register(@Observes Router router) {
        router.post(EVALUATION).handler(request -> receive(request, AccessRequestReader::one));
        router.post(EVALUATIONS).handler(request -> receive(request, AccessRequestReader::several));
        router.get(CONFIGURATION).handler(this::configuration);
        router.route(EVALUATION).handler(EvaluationRoute::refuseMethod);
        router.route(EVALUATIONS).handler(EvaluationRoute::refuseMethod);
    }

    private void receive(RoutingContext request, Function<JsonNode, AccessRequest> reader) {
        long arrived = System.nanoTime();
        request.response()
                .putHeader(RequestHead.REQUEST_ID, RequestHead.requestId(request.request()))
                .putHeader(Trace.RESPONSE_HEADER, Trace.of(request).id());
        callers.find(request, caller -> read(request, caller, reader, arrived));
    }

    private void read(RoutingContext request, Caller caller, Function<JsonNode, AccessRequest> reader, long arrived) {
        var refusal = caller.has(Roles.CALLER)
                ? unknownParameter(request).or(() -> RequestHead.refusal(request.request()))
                : Optional.of(new Problem(ProblemType.NOT_AUTHORIZED, "the token lacks the role caller"));
        if (refusal.isPresent()) {
            RequestBody.discard(request.request());
            ProblemAnswers.send(request, refusal.get());
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.request().getHeader("expect"))) {
            request.response().writeContinue();
        }
        RequestBody.collect(
                request.request(),
                RequestHead.MAX_BODY,
                body -> orFail(request, () -> answer(request, caller, reader, body, arrived)),
                () -> ProblemAnswers.send(request, RequestHead.tooLarge()));
    }

    /** These requests have no parameters, and what is misspelt must not pass for understood. */
    private static Optional<Problem> unknownParameter(RoutingContext request) {
        return request.queryParams().names().stream().sorted().findFirst().map(name -> {
            var detail = "there is no query parameter " + name;
            return Problem.of(
                    ProblemType.INVALID_REQUEST, detail, new Problem.Fault(name, "unknown_parameter", detail));
        });
    }

    /** Whatever goes wrong here is no permit. */
    private static void orFail(RoutingContext request, Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException e) {
            fail(request, e);
        }
    }

    private static void fail(RoutingContext request, Throwable failure) {
        LOG.errorf(failure, "trace=%s no verdict", Trace.of(request).id());
        ProblemAnswers.send(request, new Problem(ProblemType.INTERNAL, "there is no verdict, so there is no permit"));
    }

    private void answer(
            RoutingContext request,
            Caller caller,
            Function<JsonNode, AccessRequest> reader,
            Buffer body,
            long arrived) {
        if (body.length() <= AT_ONCE) {
            send(request, judge(caller, reader, body, arrived));
            return;
        }
        request.vertx()
                .executeBlocking(() -> judge(caller, reader, body, arrived), false)
                .onSuccess(answer -> orFail(request, () -> send(request, answer)))
                .onFailure(failure -> fail(request, failure));
    }

    private Desk.Answer judge(Caller caller, Function<JsonNode, AccessRequest> reader, Buffer body, long arrived) {
        var read = StrictJson.read(body.getBytes());
        var asked = read instanceof StrictJson.Outcome.Read document
                ? reader.apply(document.document())
                : new AccessRequest.Malformed("", ((StrictJson.Outcome.Malformed) read).detail());
        return desk.answer(asked, caller, arrived);
    }

    private static void send(RoutingContext request, Desk.Answer answer) {
        if (answer instanceof Desk.Answer.Body given) {
            request.response()
                    .putHeader("content-type", "application/json")
                    .end(Buffer.buffer(Json.bytes(given.json())));
        } else if (answer instanceof Desk.Answer.Malformed malformed) {
            ProblemAnswers.send(
                    request,
                    Problem.of(
                            ProblemType.INVALID_REQUEST,
                            malformed.detail(),
                            new Problem.Fault(malformed.pointer(), "malformed", malformed.detail())));
        } else {
            var detail = ((Desk.Answer.NotAuthorized) answer).detail();
            ProblemAnswers.send(request, new Problem(ProblemType.NOT_AUTHORIZED, detail));
        }
    }

    private static void refuseMethod(RoutingContext request) {
        RequestBody.discard(request.request());
        request.response().putHeader("allow", HttpMethod.POST.name());
        ProblemAnswers.send(request, new Problem(ProblemType.METHOD_NOT_ALLOWED, "questions are posted"));
    }

    /** Section 9.1 of the Authorization API. */
    private void configuration(RoutingContext request) {
        var base = config.publicUrl()
                .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                .orElseGet(() ->
                        request.request().scheme() + "://" + request.request().authority());
        var body = Json.object()
                .put("policy_decision_point", base)
                .put("access_evaluation_endpoint", base + EVALUATION)
                .put("access_evaluations_endpoint", base + EVALUATIONS);
        request.response()
                .putHeader("content-type", "application/json")
                .putHeader(Trace.RESPONSE_HEADER, Trace.of(request).id())
                .end(Buffer.buffer(Json.bytes(body)));
    }
}
