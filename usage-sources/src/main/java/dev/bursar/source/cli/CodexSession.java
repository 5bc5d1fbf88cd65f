package dev.bursar.source.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.ProviderName;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Series;
import dev.bursar.contract.usage.Usage;
import dev.bursar.source.provider.Fields;
import dev.bursar.source.provider.Refusal;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What the events of one session of Codex add up to. */
final class CodexSession {

    private static final String OPENAI = "openai";

    private Optional<String> id = Optional.empty();
    private String provider = OPENAI;
    private final Set<String> models = new LinkedHashSet<>();
    private Optional<String> model = Optional.empty();
    private Optional<Usage> before = Optional.empty();
    private Optional<Usage> total = Optional.empty();
    private ObjectNode counts;
    private boolean failed;

    void add(String type, ObjectNode body) {
        if (type.equals(CodexEvents.COUNTS)) {
            count(body);
            return;
        }
        failed = type.equals("error") || type.equals("turn_aborted");
        // A session that branched off another one holds that one's events too.
        id = id.or(() -> CodexEvents.session(type, body));
        Fields.text(body, "model_provider")
                .or(() -> Fields.text(body, "provider"))
                .flatMap(ProviderName::known)
                .ifPresent(known -> provider = known);
        model = Fields.text(body, "model").or(() -> model);
    }

    boolean hasCounts() {
        return counts != null;
    }

    private void count(ObjectNode body) {
        var info = body.path("info");
        if (info.has(CodexEvents.TOTAL)) {
            var now = Codex.usage(info.path(CodexEvents.TOTAL));
            if (before.isEmpty()) {
                before = Optional.of(now.since(Codex.usage(info.path(CodexEvents.LAST))));
            }
            total = Optional.of(now);
        } else {
            var took = Codex.usage(info.isObject() ? info.path(CodexEvents.LAST) : body);
            total = Optional.of(total.map(took::plus).orElse(took));
        }
        counts = body;
        failed = false;
        model.ifPresent(models::add);
    }

    /** Where no session is named, no series can take the share of this run: what was before its first response is left out. */
    UnderstoodRun run(boolean cut, Optional<String> askedFor) {
        var used = total.orElseThrow();
        var usage = id.isPresent() ? used : before.map(used::since).orElse(used);
        var named = models.stream()
                .reduce((earlier, later) -> later)
                .or(() -> model)
                .or(() -> askedFor)
                .orElseThrow(() -> new Refusal(
                        RejectionReason.NO_MODEL, "the output names no model, and none was given beside it"));
        return new UnderstoodRun(
                Runs.call(provider, named, usage, cut || failed || models.size() > 1),
                id.filter(session -> before.isPresent()).map(session -> new Series(session, false)),
                id,
                id.flatMap(session -> Sessions.run(session, counts)),
                failed);
    }
}
