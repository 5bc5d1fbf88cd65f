package dev.bursar.contract.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.budget.Budget.State;
import dev.bursar.contract.budget.Budget.WhenUnavailable;
import dev.bursar.contract.budget.Budget.WhenUnpriced;
import java.math.BigDecimal;
import java.util.Locale;

/** Budgets as JSON: the body of the API and the record on the topic. Reading is {@link BudgetReader}'s. */
public final class BudgetJson {

    private BudgetJson() {}

    public static ObjectNode write(Budget budget) {
        var object = Json.object().put("id", budget.id());
        var match = object.putObject("match");
        budget.match().forEach(match::put);
        var per = object.putArray("per");
        budget.per().forEach(per::add);
        var limit = object.putObject("limit");
        if (budget.limit().unit() == Limit.Unit.USD) {
            limit.put("usd", budget.limit().amount().toPlainString());
        } else {
            limit.put(budget.limit().unit().code(), budget.limit().amount().longValueExact());
        }
        object.set("window", window(budget.window()));
        object.put("mode", budget.mode().code());
        var alerts = object.putArray("alerts");
        budget.alerts().stream().map(BigDecimal::toPlainString).forEach(alerts::add);
        putWhen(object, budget);
        return object.put("revision", budget.revision())
                .put("state", budget.state().code());
    }

    /**
     * Reads a record that this software wrote, a newer release of it included: fields it does not know are left out.
     *
     * @throws RuntimeException what it did not
     */
    public static Budget readWritten(JsonNode object) {
        return BudgetReader.read(object.path("id").asText(), BudgetReader.known(object))
                .withRevision(object.path("revision").asLong(1))
                .withState(State.valueOf(object.path("state").asText("active").toUpperCase(Locale.ROOT)));
    }

    private static ObjectNode window(Window window) {
        var object = Json.object();
        if (window instanceof Window.Calendar calendar) {
            return object.put("calendar", calendar.unit().code())
                    .put("zone", calendar.zone().getId());
        }
        if (window instanceof Window.Fixed fixed) {
            object.putArray("fixed")
                    .add(fixed.interval().start().toString())
                    .add(fixed.interval().end().toString());
            return object;
        }
        return object.put("lifetime", true);
    }

    private static void putWhen(ObjectNode object, Budget budget) {
        if (budget.whenUnpriced() instanceof WhenUnpriced.FlatUsd flat) {
            object.putObject("when_unpriced").put("flat_usd", flat.amount().toPlainString());
        } else {
            object.put("when_unpriced", budget.whenUnpriced() instanceof WhenUnpriced.Deny ? "deny" : "allow");
        }
        if (budget.whenUnavailable() instanceof WhenUnavailable.LastKnown known) {
            object.putObject("when_unavailable").put("last_known", known.most().toString());
        } else {
            object.put("when_unavailable", budget.whenUnavailable() instanceof WhenUnavailable.Deny ? "deny" : "allow");
        }
    }
}
