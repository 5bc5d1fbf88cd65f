package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.pricing.ModelName;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import dev.bursar.source.provider.AnthropicUsage.Sums;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The iterations behind one message. The message's own counts leave out what compaction and advisors used, though it is
 * billed: each model's iterations are summed.
 */
final class AnthropicIterations {

    private final String model;
    private final JsonNode usage;
    private final List<JsonNode> own = new ArrayList<>();
    private final Map<String, List<JsonNode>> others = new LinkedHashMap<>();

    AnthropicIterations(String model, JsonNode usage) {
        this.model = model;
        this.usage = usage;
        for (var iteration : usage.path("iterations")) {
            var named = Fields.text(iteration, "model").orElse(model);
            if (named.equals(model) || ModelName.canonical(named).equals(ModelName.canonical(model))) {
                own.add(iteration);
            } else {
                others.computeIfAbsent(named, name -> new ArrayList<>()).add(iteration);
            }
        }
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
            return new Share(model, tally.usage(), Scope.CALL, false);
        }
        if (messagesAddUp()) {
            AnthropicUsage.addTo(tally, usage);
            own.stream().filter(iteration -> !isMessage(iteration)).forEach(more -> AnthropicUsage.addTo(tally, more));
            return new Share(model, tally.usage(), scope(own), false);
        }
        own.forEach(iteration -> AnthropicUsage.addTo(tally, iteration));
        return new Share(model, tally.usage(), scope(own), true);
    }

    /** Whether the message's own counts are the sum of its plain iterations: only they say what was thinking. */
    private boolean messagesAddUp() {
        var messages = own.stream().filter(AnthropicIterations::isMessage).toList();
        return messages.isEmpty()
                || messages.stream().map(Sums::of).reduce(Sums.NONE, Sums::plus).equals(Sums.of(usage));
    }

    private static boolean isMessage(JsonNode iteration) {
        return "message".equals(iteration.path("type").textValue());
    }

    private static Scope scope(List<JsonNode> iterations) {
        return iterations.size() > 1 ? Scope.RUN : Scope.CALL;
    }
}
