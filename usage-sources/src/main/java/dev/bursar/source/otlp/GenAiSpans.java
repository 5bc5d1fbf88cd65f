package dev.bursar.source.otlp;

/** Spans by the semantic conventions for generative AI, and OpenLLMetry's, which came before them. */
final class GenAiSpans implements SpanDialect {

    @Override
    public boolean isOf(Attributes attributes) {
        return attributes.hasAnyUnder("gen_ai.") || attributes.has("llm.request.type");
    }

    @Override
    public boolean isCall(Attributes attributes, boolean client) {
        var operation = GenAiNames.operation(attributes);
        if (isWithinCallOfAgentKit(attributes)) {
            return false;
        }
        if (operation.isPresent()) {
            // An operation that is not known here is a call only where a client makes it, or a provider named its
            // answer: sums are made inside.
            return Operations.isCall(operation.get())
                    || (!Operations.isNoCall(operation.get()) && (client || attributes.has(GenAiNames.RESPONSE_ID)));
        }
        return attributes.text("gen_ai.provider.name", "gen_ai.system").isPresent()
                && attributes
                        .text("gen_ai.response.model", "gen_ai.request.model")
                        .isPresent();
    }

    /**
     * Google's Agent Development Kit for Python tells of a call by {@code call_llm}, with the thoughts, and within it by
     * {@code generate_content}, which versions before 2.3 leave without them. The kit for Go has the inner one alone, and
     * does not write the system.
     */
    private static boolean isWithinCallOfAgentKit(Attributes attributes) {
        return attributes.has("gcp.vertex.agent.event_id")
                && attributes.has("gen_ai.system")
                && attributes
                        .text(GenAiNames.OPERATION)
                        .filter("generate_content"::equals)
                        .isPresent();
    }

    @Override
    public boolean mustHaveCounts(Attributes attributes) {
        return attributes
                .text(GenAiNames.OPERATION)
                .filter(Operations::alwaysCounts)
                .isPresent();
    }

    @Override
    public CallReport read(Attributes attributes) {
        return GenAiNames.read(attributes);
    }
}
