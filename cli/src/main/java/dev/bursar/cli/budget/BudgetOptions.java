package dev.bursar.cli.budget;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that define a budget. */
final class BudgetOptions {

    @ArgGroup
    private Amount amount;

    @Option(
            names = "--window",
            paramLabel = "WINDOW",
            description = "hour, day, week, month, quarter, year, lifetime, or FROM/TO as two instants.")
    private String window;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Zone the window begins in. Default: this system's.")
    private String zone;

    @Option(
            names = "--per",
            paramLabel = "DIMENSION,...",
            hideParamSyntax = true,
            split = ",",
            description = "An account for each value of these: principal, or team,model.")
    private List<String> per;

    @Option(
            names = "--match",
            paramLabel = "DIMENSION=PATTERN",
            hideParamSyntax = true,
            split = ",",
            description = "Only calls with this value, * for any characters; may be repeated. Default: every call.")
    private Map<String, String> match;

    @Option(names = "--mode", paramLabel = "MODE", description = "hard denies, soft alerts, shadow only records.")
    private String mode;

    @Option(
            names = "--alert",
            paramLabel = "SHARE,...",
            hideParamSyntax = true,
            split = ",",
            description = "Alert when this share of the limit is reached, such as 0.5,0.8,1.")
    private List<String> alerts;

    @Option(
            names = "--when-unpriced",
            paramLabel = "ANSWER",
            description = "For a call without a price: deny, allow, or an amount in USD to count it with.")
    private String whenUnpriced;

    @Option(
            names = "--when-unavailable",
            paramLabel = "ANSWER",
            description = "When the gate's numbers are stale: deny, allow, or how long the last known ones are good"
                    + " (PT60S).")
    private String whenUnavailable;

    /** How much of what. */
    static final class Amount {

        @Option(
                names = {"--limit", "--usd"},
                paramLabel = "USD",
                description = "At most so many dollars.")
        private BigDecimal usd;

        @Option(names = "--tokens", paramLabel = "N", description = "At most so many tokens of all kinds together.")
        private Long tokens;

        @Option(names = "--requests", paramLabel = "N", description = "At most so many calls.")
        private Long requests;
    }

    boolean isGiven() {
        return amount != null
                || window != null
                || zone != null
                || per != null
                || match != null
                || mode != null
                || alerts != null
                || whenUnpriced != null
                || whenUnavailable != null;
    }

    /** What a new budget still needs, in words; empty when nothing. */
    String missing() {
        var missing = new ArrayList<String>();
        if (amount == null) {
            missing.add("--limit");
        }
        if (window == null) {
            missing.add("--window");
        }
        return String.join(" and ", missing);
    }

    /** The definition with what was given in place of what stood there; what is not right is the server's to say. */
    ObjectNode applyTo(ObjectNode budget, ZoneId usualZone) {
        if (match != null) {
            var patterns = budget.putObject("match");
            new TreeMap<>(match).forEach(patterns::put);
        }
        if (per != null) {
            var names = budget.putArray("per");
            per.forEach(names::add);
        }
        if (amount != null) {
            putLimit(budget.putObject("limit"));
        }
        if (window != null) {
            putWindow(budget.putObject("window"), zone == null ? usualZone.getId() : zone);
        } else if (zone != null && budget.path("window") instanceof ObjectNode standing) {
            standing.put("zone", zone);
        }
        if (mode != null) {
            budget.put("mode", mode);
        }
        if (alerts != null) {
            var shares = budget.putArray("alerts");
            alerts.forEach(shares::add);
        }
        putAnswers(budget);
        return budget;
    }

    private void putLimit(ObjectNode limit) {
        if (amount.usd != null) {
            limit.put("usd", amount.usd.toPlainString());
        } else if (amount.tokens != null) {
            limit.put("tokens", amount.tokens);
        } else {
            limit.put("requests", amount.requests);
        }
    }

    private void putWindow(ObjectNode object, String chosenZone) {
        if (window.equals("lifetime")) {
            object.put("lifetime", true);
        } else if (window.contains("/")) {
            var fixed = object.putArray("fixed");
            List.of(window.split("/", 2)).forEach(fixed::add);
        } else if (window.startsWith("P")) {
            object.put("rolling", window);
        } else {
            object.put("calendar", window).put("zone", chosenZone);
        }
    }

    private void putAnswers(ObjectNode budget) {
        if (whenUnpriced != null && whenUnpriced.matches("[\\d.]+")) {
            budget.putObject("when_unpriced").put("flat_usd", whenUnpriced);
        } else if (whenUnpriced != null) {
            budget.put("when_unpriced", whenUnpriced);
        }
        if (whenUnavailable != null && whenUnavailable.startsWith("P")) {
            budget.putObject("when_unavailable").put("last_known", whenUnavailable);
        } else if (whenUnavailable != null) {
            budget.put("when_unavailable", whenUnavailable);
        }
    }
}
