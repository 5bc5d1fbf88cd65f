package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.pricing.ModelName;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The iterations behind one message. The message's own counts leave out what compaction, advisors and models used that
 * declined half-way, though it is billed: each model's iterations are summed.
 */
final class AnthropicIterations {

    private final String model;
    private final ObjectNode usage;
    private final boolean fellBack;
    private final List<JsonNode> own = new ArrayList<>();
    private final Map<String, List<JsonNode>> others = new LinkedHashMap<>();
    private boolean unsure;

    AnthropicIterations(String model, ObjectNode usage, AnthropicRefusals refusals) {
        this.model = model;
        this.usage = usage;
        fellBack = AnthropicRefusals.servedInstead(usage).isPresent();
        for (var iteration : usage.path("iterations")) {
            if (!fellBack || !isType(iteration, "message") || isBilled(iteration, refusals)) {
                add(iteration);
            }
        }
    }

    private void add(JsonNode iteration) {
        var named = Fields.text(iteration, "model").orElse(model);
        if (named.equals(model) || ModelName.canonical(named).equals(ModelName.canonical(model))) {
            own.add(iteration);
        } else {
            others.computeIfAbsent(named, name -> new ArrayList<>()).add(iteration);
        }
    }

    /** What a model used that declined, so that another one served; where that is not said it is left out, and marked. */
    private boolean isBilled(JsonNode declined, AnthropicRefusals refusals) {
        var by = Fields.text(declined, "model");
        var billed = Fields.countOrZero(declined, "output_tokens") > 0
                ? by.map(name -> true)
                : by.flatMap(refusals::isBilledBeforeOutput);
        unsure |= billed.isEmpty();
        return billed.orElse(false);
    }

    /** What one model used. */
    record Share(String model, Usage usage, Scope scope, boolean approximate) {}

    /** The message's own model first. */
    List<Share> shares() {
        var shares = new ArrayList<Share>();
        shares.add(ownShare());
        others.forEach((name, iterations) -> {
            var tally = new Tally();
            iterations.forEach(iteration -> AnthropicUsage.addTo(tally, iteration));
            shares.add(new Share(name, tally.usage(), scope(iterations), false));
        });
        return shares;
    }

    private Share ownShare() {
        var tally = new Tally();
        if (own.isEmpty()) {
            AnthropicUsage.addTo(tally, usage);
            return new Share(model, tally.usage(), Scope.CALL, unsure);
        }
        var messages = own.stream().filter(this::isMessage).toList();
        var together = AnthropicSums.of(usage, messages);
        AnthropicUsage.addTo(tally, together.usage());
        own.stream().filter(iteration -> !isMessage(iteration)).forEach(more -> AnthropicUsage.addTo(tally, more));
        return new Share(model, tally.usage(), scope(own), unsure || !together.asTheMessageSays());
    }

    private boolean isMessage(JsonNode iteration) {
        return isType(iteration, fellBack ? AnthropicRefusals.SERVED_INSTEAD : "message");
    }

    private static boolean isType(JsonNode iteration, String type) {
        return type.equals(iteration.path("type").textValue());
    }

    private static Scope scope(List<JsonNode> iterations) {
        return iterations.size() > 1 ? Scope.RUN : Scope.CALL;
    }
}
