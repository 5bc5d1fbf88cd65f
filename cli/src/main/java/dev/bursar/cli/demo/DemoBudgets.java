package dev.bursar.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Service;
import dev.bursar.contract.Json;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The demo's budgets: one that breathes, one that only alerts, one that is used up. */
final class DemoBudgets {

    static final String DAILY = "demo-agent-daily";
    static final String MONTHLY = "demo-team-monthly";

    /** In all, for the project whose agent runs into it. */
    static final String TRIAL = "demo-helpdesk-trial";

    static final String TRIAL_USD = "0.50";

    private DemoBudgets() {}

    /** Defines them, before the calls arrive; one that stands there with another definition stays as it is. */
    static void define(Api api, ZoneId zone) {
        for (var budget : List.of(
                budget(DAILY, "25.00", calendar("day", zone), "hard", Optional.of("principal"), Optional.empty()),
                budget(MONTHLY, "400.00", calendar("month", zone), "soft", Optional.of("team"), Optional.empty()),
                budget(
                        TRIAL,
                        TRIAL_USD,
                        Json.object().put("lifetime", true),
                        "hard",
                        Optional.empty(),
                        Optional.of("helpdesk")))) {
            var answer = api.put(
                    Service.AGGREGATOR, "/api/v1/budgets/" + budget.path("id").asText(), budget);
            if (!answer.isProblem("immutable")) {
                answer.orFail();
            }
        }
    }

    private static ObjectNode calendar(String unit, ZoneId zone) {
        return Json.object().put("calendar", unit).put("zone", zone.getId());
    }

    private static ObjectNode budget(
            String id, String usd, ObjectNode window, String mode, Optional<String> per, Optional<String> project) {
        var budget = Json.object().put("id", id);
        var match = budget.putObject("match").put("tags." + DemoCall.TAG, "true");
        project.ifPresent(name -> match.put("project", name));
        per.ifPresent(name -> budget.putArray("per").add(name));
        budget.putObject("limit").put("usd", usd);
        budget.set("window", window);
        budget.put("mode", mode);
        budget.putArray("alerts").add("0.5").add("0.8").add("1");
        // the local model has no rate card: it is let through, and shown as unpriced
        return budget.put("when_unpriced", "allow");
    }
}
