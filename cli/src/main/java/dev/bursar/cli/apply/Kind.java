package dev.bursar.cli.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.budget.BudgetJson;
import dev.bursar.contract.budget.BudgetReader;
import dev.bursar.contract.pricing.RateCardJson;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be kept in files. Another kind is one more constant here. */
enum Kind {
    BUDGET("budgets", "/api/v1/budgets") {
        @Override
        void normalise(ObjectNode definition) {
            asText(definition.path("limit"), "usd");
            asText(definition.path("when_unpriced"), "flat_usd");
            if (definition.path("alerts") instanceof ArrayNode alerts) {
                for (int i = 0; i < alerts.size(); i++) {
                    alerts.set(i, alerts.get(i).asText());
                }
            }
        }

        @Override
        ObjectNode whole(ObjectNode definition) {
            return BudgetJson.write(BudgetReader.read(definition.path("id").asText(), definition));
        }

        @Override
        Optional<ObjectNode> current(Api api, String id) {
            var answer = api.get(Service.AGGREGATOR, path(id), Query.none());
            return answer.code() == 404
                    ? Optional.empty()
                    : Optional.of((ObjectNode) answer.orFail().json());
        }

        @Override
        Optional<String> immutable(ObjectNode before, ObjectNode after) {
            return List.of("match", "per", "window").stream()
                    .filter(field -> !before.path(field).equals(after.path(field)))
                    .findFirst()
                    .or(() -> before.path("limit")
                                    .fieldNames()
                                    .next()
                                    .equals(after.path("limit").fieldNames().next())
                            ? Optional.empty()
                            : Optional.of("limit"));
        }
    },
    RATE("rates", "/api/v1/rates") {
        @Override
        void normalise(ObjectNode definition) {
            amounts(definition);
        }

        /** Every number of a card is money or a multiplier, but for a threshold, a minimum and a version. */
        private void amounts(JsonNode node) {
            if (node instanceof ObjectNode object) {
                object.fieldNames().forEachRemaining(name -> {
                    if (!name.equals("over_input_tokens") && !name.equals("version")) {
                        asText(object, name);
                    }
                });
            }
            node.properties().stream()
                    .filter(field -> !field.getKey().equals("minimums"))
                    .forEach(field -> amounts(field.getValue()));
            if (node.isArray()) {
                node.forEach(this::amounts);
            }
        }

        @Override
        ObjectNode whole(ObjectNode definition) {
            return RateCardJson.write(RateCardJson.read(definition.path("id").asText(), 1, definition));
        }

        /** The newest version of the operator's. */
        @Override
        Optional<ObjectNode> current(Api api, String id) {
            var answer = api.get(Service.AGGREGATOR, path(id) + "/versions", Query.none());
            if (answer.code() == 404) {
                return Optional.empty();
            }
            for (var version : answer.orFail().json().path("items")) {
                if (version.path("state").asText().equals("active")
                        && !version.path("built_in").asBoolean(false)) {
                    return Optional.of((ObjectNode) version);
                }
            }
            return Optional.empty();
        }

        @Override
        Optional<String> immutable(ObjectNode before, ObjectNode after) {
            return Optional.empty();
        }
    };

    /** What a service adds to a definition. */
    private static final List<String> ADDED =
            List.of("revision", "state", "version", "built_in", "created_at", "created_by", "import", "removed_at");

    private final String list;
    private final String path;

    Kind(String list, String path) {
        this.list = list;
        this.path = path;
    }

    /** The key of a file under which they stand. */
    String list() {
        return list;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String path(String id) {
        return path + "/" + Query.segment(id);
    }

    static Optional<Kind> ofList(String key) {
        return Arrays.stream(values()).filter(kind -> kind.list.equals(key)).findFirst();
    }

    static Optional<Kind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** People write {@code 5.00}; on the wire money is a string. */
    abstract void normalise(ObjectNode definition);

    /**
     * The definition with everything that it leaves out.
     *
     * @throws Malformed what is none, with its place
     */
    abstract ObjectNode whole(ObjectNode definition);

    /** What the service has under an id. */
    abstract Optional<ObjectNode> current(Api api, String id);

    /** The field that differs although it never changes. */
    abstract Optional<String> immutable(ObjectNode before, ObjectNode after);

    /** Without what the service adds, so that it compares with {@link #whole}. */
    ObjectNode said(ObjectNode definition) {
        var plain = definition.deepCopy();
        plain.remove(ADDED);
        var said = whole(plain);
        said.remove(ADDED);
        return said;
    }

    private static void asText(JsonNode parent, String field) {
        if (parent instanceof ObjectNode object && object.path(field).isNumber()) {
            object.put(field, object.get(field).decimalValue().toPlainString());
        }
    }
}
