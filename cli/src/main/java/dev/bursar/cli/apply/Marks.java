package dev.bursar.cli.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Listing;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.contract.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What earlier applies of a set made or took over, as the service remembers it. */
final class Marks {

    private final Api api;
    private final String path;
    private final Map<String, JsonNode> byName = new LinkedHashMap<>();

    private Marks(Api api, String path) {
        this.api = api;
        this.path = path;
    }

    static Marks read(Api api, String set) {
        var marks = new Marks(api, "/api/v1/applied/" + Query.segment(set));
        Listing.read(api, Service.AGGREGATOR, marks.path)
                .items()
                .forEach(mark -> marks.byName.put(
                        name(mark.path("kind").asText(), mark.path("id").asText()), mark));
        return marks;
    }

    boolean has(Kind kind, String id) {
        return byName.containsKey(name(kind.word(), id));
    }

    /** What is marked and none of these. Marks of a kind that this version does not know are left alone. */
    List<Step.Prune> without(List<Located> definitions) {
        var kept = definitions.stream()
                .map(located -> name(located.kind().word(), located.id()))
                .collect(Collectors.toSet());
        return byName.entrySet().stream()
                .filter(mark -> !kept.contains(mark.getKey()))
                .map(Map.Entry::getValue)
                .flatMap(mark -> Kind.ofWord(mark.path("kind").asText()).stream()
                        .map(kind -> new Step.Prune(kind, mark.path("id").asText(), applied(mark))))
                .toList();
    }

    void put(Step step) {
        api.put(Service.AGGREGATOR, path(step), Json.object()).orFail();
    }

    void remove(Step step) {
        api.delete(Service.AGGREGATOR, path(step)).orFail();
    }

    private String path(Step step) {
        return path + "/" + step.kind().word() + "/" + Query.segment(step.id());
    }

    private static String applied(JsonNode mark) {
        return mark.hasNonNull("applied_at")
                ? "applied " + mark.path("applied_at").asText() + " by "
                        + mark.path("applied_by").asText()
                : "applied before";
    }

    private static String name(String kind, String id) {
        return kind + "/" + id;
    }
}
