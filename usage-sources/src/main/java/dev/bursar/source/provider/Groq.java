package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Groq: streams carry their counts in {@code x_groq}; systems of several models say what each of them used. */
final class Groq extends OpenAiDialect {

    @Override
    public String word() {
        return "groq";
    }

    /** Where both are there, they are the same. */
    @Override
    Optional<ObjectNode> counts(ObjectNode body) {
        var counts = super.counts(body);
        return counts.isEmpty() && body.path("x_groq").get("usage") instanceof ObjectNode own && isTokens(own)
                ? Optional.of(own)
                : counts;
    }

    /** Transcriptions have an id in {@code x_groq} only. */
    @Override
    Optional<String> id(List<ObjectNode> bodies) {
        return super.id(bodies)
                .or(() -> Fields.newest(
                        bodies.stream().map(body -> body.path("x_groq")).toList(), "id"));
    }

    /** Billed are the models behind a system, not the system. */
    @Override
    List<UnderstoodCall> shares(UnderstoodCall call, ObjectNode body) {
        var byModel = new LinkedHashMap<String, List<Usage>>();
        for (var share : body.path("usage_breakdown").path("models")) {
            var model = Fields.text(share, "model");
            if (model.isPresent() && isTokens(share.path("usage"))) {
                byModel.computeIfAbsent(model.get(), name -> new ArrayList<>()).add(chat(share.path("usage")));
            }
        }
        if (byModel.isEmpty()) {
            return List.of(call);
        }
        var shares = new ArrayList<UnderstoodCall>();
        byModel.forEach((model, usages) -> {
            var share = call.withShare(model, usages.stream().reduce(Usage.NONE, Usage::plus))
                    .withScope(usages.size() > 1 ? Scope.RUN : Scope.CALL);
            shares.add(shares.isEmpty() ? share : share.withPart(model));
        });
        return marked(shares, call);
    }

    /** Shares that are not the whole are believed, because they are billed. */
    private static List<UnderstoodCall> marked(List<UnderstoodCall> shares, UnderstoodCall call) {
        long together =
                shares.stream().mapToLong(share -> share.usage().tokens()).sum();
        return together == call.usage().tokens()
                ? shares
                : shares.stream().map(share -> share.withApproximate(true)).toList();
    }
}
