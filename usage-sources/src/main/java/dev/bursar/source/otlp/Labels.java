package dev.bursar.source.otlp;

import dev.bursar.contract.usage.Dimensions;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The dimensions of a call. What the sender set on purpose comes first: {@code bursar.team} on the record, then on the
 * resource, then plain {@code team} on the resource; below that, what the conventions say of sessions and agents.
 */
final class Labels {

    private static final String OURS = "bursar.";
    private static final String HOLD = "hold";
    private static final String SERVICE = "service";

    private final Attributes resource;

    Labels(Attributes resource) {
        this.resource = resource;
    }

    SortedMap<String, String> of(Attributes own, CallReport report) {
        var labels = new TreeMap<String, String>();
        defaults(labels, own, report);
        tags(labels, resource, Dimensions.TAG_PREFIX);
        tags(labels, resource, OURS + Dimensions.TAG_PREFIX);
        tags(labels, own, OURS + Dimensions.TAG_PREFIX);
        for (var name : Dimensions.ATTRIBUTION) {
            own.text(OURS + name)
                    .or(() -> resource.text(OURS + name, name))
                    .ifPresent(value -> labels.put(name, value));
        }
        return labels;
    }

    /** A provider that the sender names on purpose: some tools don't say whom they talk to. */
    Optional<String> provider(Attributes own) {
        return own.text(OURS + Dimensions.PROVIDER)
                .or(() -> resource.text(OURS + Dimensions.PROVIDER))
                .map(ProviderName::of);
    }

    Optional<String> hold(Attributes own) {
        return own.text(OURS + HOLD);
    }

    private void defaults(Map<String, String> labels, Attributes own, CallReport report) {
        own.text("session.id", "gen_ai.conversation.id", "conversation.id")
                .or(() -> resource.text("session.id"))
                .filter(Dimensions::isValue)
                .ifPresent(session -> labels.put("session", session));
        own.text("gen_ai.agent.name").filter(Dimensions::isValue).ifPresent(agent -> labels.put("agent", agent));
        report.operation().filter(Dimensions::isValue).ifPresent(operation -> labels.put("operation", operation));
        report.tool().ifPresent(tool -> labels.put("tool", tool));
        if (report.tool().isEmpty()) {
            resource.text("service.name")
                    .filter(name -> Dimensions.isValue(name) && !name.startsWith("unknown_service"))
                    .ifPresent(name -> labels.put(Dimensions.TAG_PREFIX + SERVICE, name));
        }
    }

    private static void tags(Map<String, String> labels, Attributes attributes, String prefix) {
        attributes.forEachUnder(prefix, (name, value) -> {
            if (!value.isEmpty()) {
                labels.put(Dimensions.TAG_PREFIX + name, value);
            }
        });
    }
}
