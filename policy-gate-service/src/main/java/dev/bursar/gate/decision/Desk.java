package dev.bursar.gate.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.kit.security.Caller;
import java.time.Duration;
import java.time.InstantSource;

/** Takes questions in: masks them, has them judged, and puts every decision on record before it is answered. */
final class Desk {

    private final Gate gate;
    private final DecisionListener listener;
    private final InstantSource clock;
    private final Masking masking = new Masking();

    Desk(Gate gate, DecisionListener listener, InstantSource clock) {
        this.gate = gate;
        this.listener = listener;
        this.clock = clock;
    }

    /** What a body is answered. */
    sealed interface Answer {

        record Body(ObjectNode json) implements Answer {}

        /** @param pointer JSON pointer into the body */
        record Malformed(String pointer, String detail) implements Answer {}

        record NotAuthorized(String detail) implements Answer {}
    }

    /** @param arrived {@link System#nanoTime()} when the request came in */
    Answer answer(AccessRequest asked, Caller caller, long arrived) {
        if (asked instanceof AccessRequest.Malformed malformed) {
            return new Answer.Malformed(malformed.pointer(), malformed.detail());
        }
        if (asked instanceof AccessRequest.Several several) {
            return new Answer.Body(several(several, caller, arrived));
        }
        var request = ((AccessRequest.One) asked).question();
        var judgement = judge(request, caller);
        if (judgement instanceof Judgement.Malformed malformed) {
            return new Answer.Malformed(malformed.pointer(), malformed.detail());
        }
        if (judgement instanceof Judgement.NotAuthorized refused) {
            return new Answer.NotAuthorized(refused.detail());
        }
        return new Answer.Body(recorded(request, (Judgement.Judged) judgement, arrived));
    }

    private ObjectNode several(AccessRequest.Several several, Caller caller, long arrived) {
        var body = Json.object();
        var answers = body.putArray("evaluations");
        long since = arrived;
        for (var item : several.items()) {
            var answer = item(item, caller, since);
            since = System.nanoTime();
            answers.add(answer);
            if (several.semantic().endsWith(answer.get("decision").booleanValue())) {
                break;
            }
        }
        return body;
    }

    private ObjectNode item(AccessRequest item, Caller caller, long arrived) {
        if (item instanceof AccessRequest.Malformed malformed) {
            return AnswerJson.malformed(malformed.pointer(), malformed.detail(), clock.instant());
        }
        var request = ((AccessRequest.One) item).question();
        var judgement = judge(request, caller);
        if (judgement instanceof Judgement.Malformed malformed) {
            return AnswerJson.malformed(malformed.pointer(), malformed.detail(), clock.instant());
        }
        return judgement instanceof Judgement.NotAuthorized refused
                ? AnswerJson.notAuthorized(refused.detail(), clock.instant())
                : recorded(request, (Judgement.Judged) judgement, arrived);
    }

    private Judgement judge(EvaluationRequest request, Caller caller) {
        if (!(request.context().get("arguments") instanceof ObjectNode arguments)) {
            return gate.judge(request, caller);
        }
        masking.mask(arguments);
        var judgement = gate.judge(request, caller);
        boolean understood =
                judgement instanceof Judgement.Judged judged && judged.verdict().permits();
        if (!understood) {
            masking.scrub(arguments);
        }
        return judgement;
    }

    private ObjectNode recorded(EvaluationRequest request, Judgement.Judged judged, long arrived) {
        var latency = Duration.ofNanos(System.nanoTime() - arrived);
        var decision = Decision.of(request, judged, clock.instant(), latency);
        listener.decided(decision);
        return AnswerJson.write(decision);
    }
}
