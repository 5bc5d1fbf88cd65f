package dev.bursar.source.otlp;

/** A way of writing model calls as spans. */
interface SpanDialect {

    /** Whether the span is written in this dialect. */
    boolean isOf(Attributes attributes);

    /** Whether it is one model call, and no sum over several, nor something else. */
    boolean isCall(Attributes attributes, boolean client);

    /** Whether such a span always has counts when it succeeds, so that their absence is worth telling. */
    boolean mustHaveCounts(Attributes attributes);

    /** @throws Refusal where a count is none */
    CallReport read(Attributes attributes);
}
