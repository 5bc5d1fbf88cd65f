package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Cohere: chat, embed, classify and rerank in both versions, which say what is billed; bodies name no model. */
final class Cohere extends OpenAiDialect {

    @Override
    public String word() {
        return "cohere";
    }

    @Override
    List<UnderstoodCall> calls(List<ObjectNode> documents, boolean stream, Optional<String> askedFor) {
        var bodies = LibraryNames.snakeCase(documents, Cohere::isOfLibrary);
        return read(word(), bodies, askedFor).map(List::of).orElseGet(() -> super.calls(bodies, stream, askedFor));
    }

    private static boolean isOfLibrary(ObjectNode document) {
        return places(document).anyMatch(counts -> counts.has("billedUnits"));
    }

    /**
     * The call, empty where the documents are not worded as Cohere's.
     *
     * @param provider the word of who hosts the model
     */
    static Optional<UnderstoodCall> read(String provider, List<ObjectNode> documents, Optional<String> askedFor) {
        var counting =
                documents.stream().flatMap(Cohere::said).map(CohereUnits::usage).toList();
        return Snapshots.only(counting)
                .map(usage -> UnderstoodCall.of(
                                provider, Fields.model(Fields.newest(documents, "model"), askedFor), usage)
                        .withResponseId(generation(documents)));
    }

    /** Version 2 says {@code usage}, version 1 and all but chats {@code meta}; the end of a stream wraps them. */
    private static Stream<JsonNode> said(JsonNode document) {
        return places(document).filter(CohereUnits::areIn);
    }

    private static Stream<JsonNode> places(JsonNode document) {
        return Stream.of(document, document.path("delta"), document.path("response"))
                .flatMap(body -> Stream.of(body.path("usage"), body.path("meta")));
    }

    private static Optional<String> generation(List<ObjectNode> documents) {
        return Fields.newest(documents, "id")
                .or(() -> Fields.newest(documents, "generation_id"))
                .or(() -> Fields.newest(
                        documents.stream().map(one -> one.path("response")).toList(), "generation_id"));
    }
}
