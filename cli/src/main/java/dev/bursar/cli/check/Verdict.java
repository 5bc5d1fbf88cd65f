package dev.bursar.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.client.Period;
import dev.bursar.cli.terminal.Figures;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The gate's answer in words.
 *
 * @param context of the answer
 */
record Verdict(JsonNode context, boolean permitted) {

    /** The gate's own sentence. */
    String message() {
        var message = context.path("message").asText("");
        if (!message.isEmpty()) {
            return message;
        }
        return permitted
                ? "Permitted"
                : "Policy Violation: " + context.path("reason").asText("denied");
    }

    /** Each rule in the way where there are several, the numbers of each account, what would fit. */
    List<String> details(ZoneId zone) {
        var lines = new ArrayList<String>();
        var violations = context.path("violations");
        if (violations.size() > 1) {
            violations.forEach(violation -> lines.add(violation(violation)));
        }
        var accounts = new ArrayList<JsonNode>();
        context.path("budgets").forEach(accounts::add);
        accounts.stream()
                .sorted(Comparator.comparing(account -> !isInTheWay(account)))
                .forEach(account -> lines.addAll(account(account, zone)));
        if (context.path("budgets").isArray() && accounts.isEmpty()) {
            lines.add("  no budget matches");
        }
        if (context.path("max_output_tokens_that_fits").isNumber()) {
            lines.add("  --max-output-tokens "
                    + context.path("max_output_tokens_that_fits").asLong() + " would fit");
        }
        if (context.path("degraded").asBoolean(false)) {
            lines.add("  degraded: the gate's numbers are as of "
                    + Period.local(context.path("as_of").asText(), zone));
        }
        return lines;
    }

    /** What the decision can be found again by. */
    Optional<String> origin() {
        var id = context.path("id").asText("");
        var policy = context.path("policy_version").asText("");
        return id.isEmpty() ? Optional.empty() : Optional.of("(" + id + ", policy " + shortened(policy) + ")");
    }

    private static String violation(JsonNode violation) {
        var detail = violation.path("detail").asText("");
        return "  " + violation.path("code").asText() + " by "
                + violation.path("rule").asText()
                + (violation.path("value").asText("").isEmpty()
                        ? ""
                        : ": " + violation.path("value").asText())
                + (detail.isEmpty() ? "" : " (" + detail + ")");
    }

    private static List<String> account(JsonNode account, ZoneId zone) {
        var unit = account.path("unit").asText("usd");
        var resets = account.path("resets_at").asText("");
        boolean never = resets.isEmpty() || account.path("resets_at").isNull() || resets.startsWith("9999");
        var needs = account.hasNonNull("requested") ? "needs " + amount(account, "requested", unit) + ", " : "";
        return List.of(
                "  " + account.path("key").asText() + (isInTheWay(account) ? ", in the way" : ""),
                "    " + needs + "available " + amount(account, "available", unit) + ": limit "
                        + amount(account, "limit", unit) + ", spent " + amount(account, "spent", unit) + ", held "
                        + amount(account, "held", unit) + (never ? "" : ", until " + Period.local(resets, zone)));
    }

    private static boolean isInTheWay(JsonNode account) {
        return account.path("refuses").asBoolean(false);
    }

    private static String amount(JsonNode account, String field, String unit) {
        var amount = new BigDecimal(account.path(field).asText("0"));
        return unit.equals("usd") ? Figures.usd(amount) : Figures.count(amount.toBigInteger());
    }

    private static String shortened(String version) {
        int shown = "sha256:".length() + 12;
        return version.length() > shown ? version.substring(0, shown) : version;
    }
}
