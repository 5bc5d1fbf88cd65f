package dev.bursar.source.otlp;

import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsagePath.Form;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One model call, as a span or a log event tells of it.
 *
 * @param form {@code SPAN} or {@code LOG}
 * @param id the same at every export of the call; a span and its twin log event share it
 * @param time when the call ended; empty where the record has no time
 * @param provider our word for the provider, or its own where we have none
 * @param labels by name of the dimension, tags as {@code tags.<name>}; as the sender wrote them
 * @param hold the hold that the call captures
 * @param approximate whether the record says nothing of the cache, so that cached input may be among the rest
 * @param within the span around it that came in another export, as the {@code id} of a span is written
 */
public record OtlpCall(
        Form form,
        String id,
        Optional<Instant> time,
        Optional<String> provider,
        Optional<String> model,
        Usage usage,
        Optional<String> responseId,
        Optional<String> serviceTier,
        SortedMap<String, String> labels,
        Optional<String> hold,
        boolean approximate,
        OptionalLong durationMillis,
        boolean failed,
        Optional<String> within) {

    /** The CloudEvents source of every call that came by OTLP. */
    public static final String SOURCE = "urn:bursar:otlp";

    public OtlpCall {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    OtlpCall within(Optional<String> span) {
        return new OtlpCall(
                form,
                id,
                time,
                provider,
                model,
                usage,
                responseId,
                serviceTier,
                labels,
                hold,
                approximate,
                durationMillis,
                failed,
                span);
    }

    /**
     * The call as this record and another one tell of it together: the counts of the one that knows the cache, and what
     * only one of them says.
     */
    OtlpCall completedBy(OtlpCall other) {
        var first = approximate && !other.approximate ? other : this;
        var second = first == this ? other : this;
        var all = new TreeMap<>(second.labels);
        all.putAll(first.labels);
        return new OtlpCall(
                first.form,
                first.id,
                first.time,
                first.provider.or(() -> second.provider),
                first.model.or(() -> second.model),
                first.usage,
                first.responseId.or(() -> second.responseId),
                first.serviceTier.or(() -> second.serviceTier),
                all,
                first.hold.or(() -> second.hold),
                first.approximate,
                first.durationMillis,
                first.failed,
                first.within);
    }
}
