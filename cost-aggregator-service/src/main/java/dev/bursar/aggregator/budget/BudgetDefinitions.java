package dev.bursar.aggregator.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.budget.BudgetJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads the budgets that postings go by. */
public final class BudgetDefinitions {

    private static final String LOAD = """
            select id, definition::text, revision, state, filled_from_posting from budget where not deleted order by id
            """;

    private BudgetDefinitions() {}

    /** Every budget that is not deleted, as it is stored now. */
    public static Uni<List<BudgetDefinition>> load(SqlClient client) {
        return client.query(LOAD).execute().map(BudgetDefinitions::definitions);
    }

    private static List<BudgetDefinition> definitions(RowSet<Row> rows) {
        var definitions = new ArrayList<BudgetDefinition>(rows.size());
        rows.forEach(row -> definitions.add(definition(row)));
        return definitions;
    }

    private static BudgetDefinition definition(Row row) {
        var filledFrom = row.getLong("filled_from_posting");
        return new BudgetDefinition(
                BudgetJson.readWritten(json(row)),
                filledFrom == null ? OptionalLong.empty() : OptionalLong.of(filledFrom));
    }

    /** The columns count where the stored text says something else. */
    private static ObjectNode json(Row row) {
        try {
            return ((ObjectNode) Json.read(row.getString("definition")))
                    .put("id", row.getString("id"))
                    .put("revision", row.getLong("revision"))
                    .put("state", row.getString("state"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored budget is not JSON", e);
        }
    }
}
