package dev.bursar.gate.budget;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.estimate.Estimator;
import dev.bursar.contract.estimate.PromptReader;
import dev.bursar.contract.policy.Reason;
import dev.bursar.contract.pricing.ModelAddress;
import dev.bursar.contract.usage.Attribution;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.Usage;
import dev.bursar.kit.security.Caller;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads an intent from the resource and the context of a request, and whether its caller may have it. */
public final class IntentReader {

    private static final String MAX_OUTPUT_TOKENS = "max_output_tokens";

    private static final String SUBJECT = "subject.id";
    private static final String CONTEXT = "context";

    private IntentReader() {}

    /** What was read. */
    public sealed interface Outcome {

        record Read(Intent intent) implements Outcome {}

        /**
         * It is understood, but no value that could be judged: a deny.
         *
         * @param where in the request: {@code context.input_tokens}
         */
        record Refused(Reason reason, String where, String detail) implements Outcome {}

        /** The caller may not ask for this principal, team or project: a 403. */
        record NotAuthorized(String detail) implements Outcome {}
    }

    /** Ends the reading early; never leaves this class. */
    private static final class Stop extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient Outcome outcome;

        private Stop(Outcome outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }

        private static Stop argument(String where, String detail) {
            return new Stop(new Outcome.Refused(Reason.ARGUMENT_INVALID, where, detail));
        }

        private static Stop field(String name, String detail) {
            return argument(CONTEXT + "." + name, name + " " + detail);
        }
    }

    /**
     * A call of a model.
     *
     * @param principal the subject whom the call is for
     * @param resource as the caller spells it: {@code provider/model}, or the model alone
     * @param names what the spelling means
     */
    public static Outcome modelCall(
            Caller caller, String principal, String resource, JsonNode context, ModelNames names) {
        try {
            var own = dimensions(caller, principal, context);
            var model = address(names.find(resource, text(context, Dimensions.PROVIDER)));
            var dimensions = own.with(Dimensions.MODEL, model.model()).with(Dimensions.PROVIDER, model.provider());
            dimensions = with(dimensions, Dimensions.SERVICE_TIER, text(context, Dimensions.SERVICE_TIER));
            dimensions = with(dimensions, Dimensions.REGION, text(context, Dimensions.REGION));
            return new Outcome.Read(new Intent.ModelCall(
                    dimensions, inputTokens(context, model, names), count(context, MAX_OUTPUT_TOKENS), hold(context)));
        } catch (Stop stop) {
            return stop.outcome;
        }
    }

    private static ModelAddress address(ModelAddress.Outcome outcome) {
        if (outcome instanceof ModelAddress.Outcome.Found found) {
            return found.address();
        }
        if (outcome instanceof ModelAddress.Outcome.Unknown unknown) {
            throw new Stop(new Outcome.Refused(Reason.MODEL_UNKNOWN, "resource.id", unknown.detail()));
        }
        throw Stop.argument("resource.id", ((ModelAddress.Outcome.Invalid) outcome).detail());
    }

    /** Anything but a model call. */
    public static Outcome action(Caller caller, String principal, JsonNode context) {
        try {
            return new Outcome.Read(new Intent.Action(dimensions(caller, principal, context)));
        } catch (Stop stop) {
            return stop.outcome;
        }
    }

    private static Dimensions dimensions(Caller caller, String principal, JsonNode context) {
        var said = attribution(context);
        if (said.get(Dimensions.PRINCIPAL)
                .filter(other -> !other.equals(principal))
                .isPresent()) {
            throw notAuthorized("the context names another principal than the subject");
        }
        if (!Dimensions.isValue(principal)) {
            throw Stop.argument(SUBJECT, "the subject's id is not 1 to 256 printable characters");
        }
        requireAllowed(caller, principal, said);
        var dimensions = said.with(Dimensions.PRINCIPAL, principal);
        if (said.get(Dimensions.TEAM).isEmpty()) {
            dimensions = with(dimensions, Dimensions.TEAM, caller.team());
        }
        return said.get(Dimensions.PROJECT).isEmpty()
                ? with(dimensions, Dimensions.PROJECT, caller.project())
                : dimensions;
    }

    private static Dimensions attribution(JsonNode context) {
        var outcome = Attribution.read(context);
        if (outcome instanceof Attribution.Outcome.Refused refused) {
            throw Stop.argument(CONTEXT, refused.detail());
        }
        return ((Attribution.Outcome.Read) outcome).dimensions();
    }

    private static void requireAllowed(Caller caller, String principal, Dimensions said) {
        if (!caller.mayActFor(principal)) {
            throw notAuthorized("the token is not for this principal and may not act for it");
        }
        if (said.get(Dimensions.TEAM).filter(team -> !caller.mayNameTeam(team)).isPresent()) {
            throw notAuthorized("the context names a team that the token does not");
        }
        if (said.get(Dimensions.PROJECT)
                .filter(project -> !caller.mayNameProject(project))
                .isPresent()) {
            throw notAuthorized("the context names a project that the token does not");
        }
    }

    private static Stop notAuthorized(String detail) {
        return new Stop(new Outcome.NotAuthorized(detail));
    }

    private static Dimensions with(Dimensions dimensions, String name, Optional<String> value) {
        return value.map(present -> dimensions.with(name, present)).orElse(dimensions);
    }

    /** Of a text or messages, the most tokens that it can be for this model. */
    private static OptionalLong inputTokens(JsonNode context, ModelAddress model, ModelNames names) {
        try {
            var prompt = PromptReader.read(context);
            return prompt.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(Estimator.count(prompt.get(), model.model(), names.tokenizer(model))
                            .most());
        } catch (Malformed malformed) {
            throw Stop.argument(CONTEXT + malformed.pointer().replace('/', '.'), malformed.getMessage());
        }
    }

    private static OptionalLong count(JsonNode context, String name) {
        var value = context.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw Stop.field(name, "is not a whole number from 0 on");
        }
        if (value.longValue() > Usage.MAX_COUNT) {
            throw Stop.field(name, "is more than " + Usage.MAX_COUNT);
        }
        return OptionalLong.of(value.longValue());
    }

    private static boolean hold(JsonNode context) {
        var hold = context.path("hold");
        if (!hold.isMissingNode() && !hold.isNull() && !hold.isBoolean()) {
            throw Stop.field("hold", "is neither true nor false");
        }
        return hold.asBoolean(false);
    }

    private static Optional<String> text(JsonNode context, String name) {
        var value = context.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() || !Dimensions.isValue(value.textValue())) {
            throw Stop.field(name, "is not 1 to 256 printable characters");
        }
        return Optional.of(value.textValue());
    }
}
