package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.pricing.ModelName;
import dev.bursar.contract.pricing.ServiceTierName;
import dev.bursar.contract.usage.ModelSpelling;
import dev.bursar.contract.usage.Usage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Amazon Bedrock: Converse and the decoded events of its stream, what InvokeModel returns of each vendor's words, and
 * batch inference. The model's id is in the request, not in most bodies.
 */
final class Bedrock extends OpenAiDialect {

    @Override
    public String word() {
        return "bedrock";
    }

    @Override
    boolean isBatchLine(JsonNode piece) {
        return super.isBatchLine(piece) || piece.has("recordId");
    }

    @Override
    JsonNode batchedBody(JsonNode line) {
        var output = line.path("modelOutput");
        return output.isObject() ? output : super.batchedBody(line);
    }

    @Override
    List<UnderstoodCall> calls(List<ObjectNode> documents, boolean stream, Optional<String> askedFor) {
        return converse(documents, askedFor)
                .or(() -> Cohere.read(word(), documents, askedFor))
                .or(() -> invoked(documents, stream, askedFor))
                .map(List::of)
                .orElseGet(() -> super.calls(documents, stream, askedFor))
                .stream()
                .map(call -> askedFor.filter(id -> isSame(call.model(), id))
                        .map(call::withModel)
                        .orElse(call))
                .toList();
    }

    /** The request's id says more than the vendor's own name for the same model: which endpoint answered has its price. */
    private static boolean isSame(String named, String id) {
        return ModelSpelling.cloud(id).filter("bedrock"::equals).isPresent()
                && bare(named).equals(bare(id));
    }

    /** Vendors write a version's point where ids have a dash. */
    private static String bare(String model) {
        return ModelName.canonical(model).replace('.', '-');
    }

    /** Converse, and Nova's own words, which are the same. */
    private Optional<UnderstoodCall> converse(List<ObjectNode> documents, Optional<String> askedFor) {
        var bodies = documents.stream().flatMap(Bedrock::converseBodies).toList();
        return Snapshots.only(bodies)
                .map(body -> converse(documents, body.path("usage"), askedFor).withServiceTier(tier(body)));
    }

    /** An input that was made out against the documentation stays marked. */
    private UnderstoodCall converse(List<ObjectNode> documents, JsonNode usage, Optional<String> askedFor) {
        var model = Fields.model(model(documents), askedFor);
        boolean streamed = documents.size() > 1
                || documents.stream()
                        .anyMatch(document ->
                                document.path("metadata").path("usage").equals(usage));
        return streamed && ConverseUsage.isInclusive(usage, model)
                ? call(documents, ConverseUsage.readInclusive(usage), askedFor).withApproximate(true)
                : call(documents, ConverseUsage.read(usage), askedFor);
    }

    /** The last event of a stream wraps what is around the counts. */
    private static Stream<JsonNode> converseBodies(JsonNode document) {
        return Stream.of(document, document.path("metadata")).filter(body -> ConverseUsage.isIn(body.path("usage")));
    }

    private Optional<UnderstoodCall> invoked(List<ObjectNode> documents, boolean stream, Optional<String> askedFor) {
        if (AnthropicMessages.areIn(documents)
                || documents.stream().anyMatch(body -> counts(body).isPresent())) {
            return Optional.empty();
        }
        var counts = InvokedCounts.of(documents);
        return counts.usage()
                .map(usage -> call(documents, usage, askedFor).withApproximate(stream && !counts.complete()));
    }

    private UnderstoodCall call(List<ObjectNode> documents, Usage usage, Optional<String> askedFor) {
        return UnderstoodCall.of(word(), Fields.model(model(documents), askedFor), usage)
                .withResponseId(requestId(documents));
    }

    /** What a prompt router chose; a body that names a model itself is of a vendor who does. */
    private static Optional<String> model(List<ObjectNode> documents) {
        return documents.stream()
                .flatMap(document -> Stream.of(document, document.path("metadata")))
                .flatMap(body -> Fields.text(body.path("trace").path("promptRouter"), "invokedModelId").stream())
                .findFirst()
                .or(() -> Fields.newest(documents, "model"));
    }

    /** Converse has no id of its own; the SDKs put the request's beside the body. */
    private static Optional<String> requestId(List<ObjectNode> documents) {
        return documents.stream()
                .flatMap(document -> Stream.of(
                        Fields.text(document.path("ResponseMetadata"), "RequestId"),
                        Fields.text(document.path("$metadata"), "requestId")))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Fields.newest(documents, "id"));
    }

    /** Optimized latency has prices of its own. */
    private static Optional<String> tier(JsonNode body) {
        return "optimized".equals(body.path("performanceConfig").path("latency").textValue())
                ? Optional.of(ServiceTierName.FAST)
                : ServiceTierName.of(Fields.text(body.path("serviceTier"), "type"));
    }
}
