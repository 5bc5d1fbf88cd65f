package dev.bursar.contract.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.pricing.ModelAddress;
import dev.bursar.contract.pricing.ModelAddress.Outcome;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCards;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.ProviderName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Estimates as JSON: the body of the request, and the answer. */
public final class EstimateJson {

    private static final Set<String> FIELDS = Set.of(
            "provider",
            "model",
            "input_tokens",
            "input_text",
            "messages",
            "tools",
            "max_output_tokens",
            "expected_output_tokens",
            "service_tier",
            "region");

    private EstimateJson() {}

    /**
     * Reads a call.
     *
     * @param cards by which a model's name alone finds its provider
     * @throws Malformed what is no call to estimate, with the place
     */
    public static CallAhead read(JsonNode body, RateCards cards, Instant at) {
        if (!body.isObject()) {
            throw new Malformed("", "not_an_object", "the body is not an object");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new Malformed("/" + name, "unknown_field", "there is no field " + name + " here");
            }
        });
        var address = address(body, cards, at);
        return new CallAhead(
                address.provider(),
                address.model(),
                prompt(body),
                count(body, "max_output_tokens")
                        .orElseThrow(() -> new Malformed(
                                "/max_output_tokens",
                                "missing",
                                "max_output_tokens is missing: the most that may come out")),
                count(body, "expected_output_tokens"),
                text(body, "service_tier"),
                text(body, "region"));
    }

    private static ModelAddress address(JsonNode body, RateCards cards, Instant at) {
        var model = required(body, "model");
        var provider = text(body, "provider");
        if (provider.isPresent()) {
            return new ModelAddress(ProviderName.known(provider.get()).orElse(provider.get()), model);
        }
        var read = ModelAddress.read(model, provider, cards, at);
        if (read instanceof Outcome.Found found) {
            return found.address();
        }
        throw read instanceof Outcome.Invalid invalid
                ? new Malformed("/model", "not_a_model", invalid.detail())
                : new Malformed("/provider", "missing", ((Outcome.Unknown) read).detail());
    }

    /** What is told of the tools goes into the model, too. */
    private static Prompt prompt(JsonNode body) {
        var prompt = PromptReader.read(body)
                .orElseThrow(
                        () -> new Malformed("/input_tokens", "missing", "give input_tokens, input_text or messages"));
        if (!body.hasNonNull("tools")) {
            return prompt;
        }
        if (!(prompt instanceof Prompt.Messages chat)) {
            throw new Malformed("/tools", "ambiguous", "tools are counted beside messages: count them in yourself");
        }
        if (!body.get("tools").isArray()) {
            throw new Malformed("/tools", "not_an_array", "tools is not a list of tools");
        }
        return chat.with(new Prompt.Message("tools", List.of(body.get("tools").toString()), List.of(), true));
    }

    public static ObjectNode write(Estimate estimate) {
        var cost = estimate.worstCase();
        var json = Json.object()
                .put("worst_case_usd", Json.money(cost.usd()))
                .put("expected_usd", Json.money(estimate.expected().usd()))
                .put("input_tokens", estimate.tokens().expected())
                .put("worst_case_input_tokens", estimate.tokens().most())
                .put("expected_output_tokens", estimate.expectedOutputTokens())
                .put("method", estimate.tokens().method().code())
                .put("supports_actual_cost", estimate.supportsActualCost());
        var lines = json.putArray("lines");
        cost.lines()
                .forEach(line -> lines.addObject()
                        .put("meter", line.meter().name())
                        .put("quantity", line.quantity())
                        .put(
                                line.meter().isToken() ? "price_per_million_usd" : "price_per_unit_usd",
                                Json.money(line.price()))
                        .put("tier", line.tier())
                        .put("cost_usd", Json.money(line.costUsd())));
        json.set("rate_card", cost.card().map(EstimateJson::card).orElse(null));
        json.put("approximate", cost.approximate());
        var assumed = json.putArray("assumed");
        estimate.assumed()
                .ifPresent(one -> assumed.addObject()
                        .put("pointer", one.pointer())
                        .put("code", one.code())
                        .put("detail", one.detail()));
        return json.put("cost_state", cost.state().code())
                .put(
                        "unpriced_reason",
                        cost.unpricedReason().map(reason -> reason.code()).orElse(null));
    }

    private static ObjectNode card(RateCard.Reference card) {
        return Json.object()
                .put("id", card.id())
                .put("version", card.version())
                .put("effective_from", card.effectiveFrom().toString());
    }

    private static String required(JsonNode body, String field) {
        return text(body, field).orElseThrow(() -> new Malformed("/" + field, "missing", field + " is missing"));
    }

    private static Optional<String> text(JsonNode body, String field) {
        if (!body.hasNonNull(field)) {
            return Optional.empty();
        }
        var value = body.get(field);
        if (!value.isTextual() || !Dimensions.isValue(value.textValue())) {
            throw new Malformed("/" + field, "not_a_value", field + " is not 1 to 256 printable characters");
        }
        return Optional.of(value.textValue());
    }

    private static OptionalLong count(JsonNode body, String field) {
        return body.hasNonNull(field)
                ? OptionalLong.of(PromptReader.count(body.get(field), "/" + field))
                : OptionalLong.empty();
    }
}
