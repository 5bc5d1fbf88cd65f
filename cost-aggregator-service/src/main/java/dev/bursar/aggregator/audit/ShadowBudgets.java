package dev.bursar.aggregator.audit;

import dev.bursar.aggregator.budget.BudgetDefinition;
import dev.bursar.aggregator.budget.BudgetDefinitions;
import dev.bursar.contract.budget.Budget;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/** Which budgets are audited. */
final class ShadowBudgets {

    private static final String KNOWN = "select budget from audit_budget";

    private ShadowBudgets() {}

    /** Budgets that the shadow has, if their history is complete. */
    static Uni<List<Budget>> known(SqlClient connection) {
        return connection
                .query(KNOWN)
                .execute()
                .map(rows -> new HashSet<>(list(rows, row -> row.getString("budget"))))
                .chain(ids -> active(connection)
                        .map(active -> active.stream()
                                .filter(budget -> ids.contains(budget.id()))
                                .toList()));
    }

    /** Budgets whose history is complete. */
    static Uni<List<Budget>> active(SqlClient connection) {
        return BudgetDefinitions.load(connection)
                .map(all -> all.stream()
                        .filter(definition -> definition.filledFromPosting().isEmpty())
                        .map(BudgetDefinition::budget)
                        .toList());
    }

    /** Does something for one budget after the other. */
    static Uni<Void> each(List<Budget> budgets, Function<Budget, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(budgets)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }

    static <T> List<T> list(RowSet<Row> rows, Function<Row, T> value) {
        var list = new ArrayList<T>(rows.size());
        rows.forEach(row -> list.add(value.apply(row)));
        return list;
    }
}
