package dev.bursar.cli.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Budgets in a file: one, a list of them, or a list under {@code budgets}; JSON, or YAML when it is named so. */
final class BudgetFile {

    private BudgetFile() {}

    /** @throws CommandFailure a file that can't be read, with the place at fault */
    static List<ObjectNode> read(Path file) {
        var root = parse(file);
        var list = root.path("budgets").isArray() ? root.path("budgets") : root;
        var budgets = new ArrayList<ObjectNode>();
        for (var node : list.isArray() ? list : List.of(list)) {
            if (!(node instanceof ObjectNode budget) || !budget.path("id").isTextual()) {
                throw new CommandFailure(file + ": a budget is an object with an id");
            }
            budgets.add(withMoneyAsText(budget));
        }
        return budgets;
    }

    private static JsonNode parse(Path file) {
        var name = String.valueOf(file.getFileName());
        try {
            return name.endsWith(".yaml") || name.endsWith(".yml")
                    ? yaml().readTree(Files.readString(file))
                    : Json.read(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            var at = e.getLocation() == null
                    ? ""
                    : ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
            throw new CommandFailure(file + at + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw CommandFailure.unreadable(file, e);
        }
    }

    private static YAMLMapper yaml() {
        return YAMLMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /** People write {@code usd: 5.00}; on the wire money and shares are strings. */
    private static ObjectNode withMoneyAsText(ObjectNode budget) {
        asText(budget.path("limit"), "usd");
        asText(budget.path("when_unpriced"), "flat_usd");
        if (budget.path("alerts") instanceof ArrayNode alerts) {
            for (int i = 0; i < alerts.size(); i++) {
                if (alerts.get(i).isNumber()) {
                    alerts.set(i, alerts.get(i).decimalValue().toPlainString());
                }
            }
        }
        return budget;
    }

    private static void asText(JsonNode parent, String field) {
        if (parent instanceof ObjectNode object && object.path(field).isNumber()) {
            object.put(field, object.get(field).decimalValue().toPlainString());
        }
    }
}
