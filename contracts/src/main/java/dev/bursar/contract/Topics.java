package dev.bursar.contract;

/**
 * The Kafka topics of one installation. Tenants are kept apart by prefix.
 *
 * @param prefix what every name begins with, {@code bursar} unless set; never blank
 */
public record Topics(String prefix) {

    /** The names without a setting. */
    public static final Topics DEFAULT = new Topics("bursar");

    /** The key of the heartbeat among the budget definitions. */
    public static final String HEARTBEAT_KEY = "_heartbeat";

    public Topics {
        if (!prefix.matches("[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("not a topic prefix: " + prefix);
        }
    }

    public String usageRaw() {
        return prefix + ".usage.raw.v1";
    }

    public String usageEvents() {
        return prefix + ".usage.events.v1";
    }

    public String usageRejected() {
        return prefix + ".usage.rejected.v1";
    }

    public String usagePriced() {
        return prefix + ".usage.priced.v1";
    }

    public String budgets() {
        return prefix + ".budgets.v1";
    }

    public String budgetStates() {
        return prefix + ".budget.states.v1";
    }

    public String budgetAlerts() {
        return prefix + ".budget.alerts.v1";
    }

    public String rates() {
        return prefix + ".rates.v1";
    }

    public String policyDecisions() {
        return prefix + ".policy.decisions.v1";
    }

    public String revocations() {
        return prefix + ".revocations.v1";
    }

    public String tasks() {
        return prefix + ".tasks.v1";
    }

    public String missions() {
        return prefix + ".missions.v1";
    }
}
