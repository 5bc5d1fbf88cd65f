package dev.bursar.gate.budget;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.budget.AccountJson;
import java.time.Instant;

/** A verdict as JSON: the fields it adds to the context of an answer. */
public final class BudgetAnswerJson {

    private BudgetAnswerJson() {}

    /** Puts {@code budgets}, {@code as_of}, {@code degraded} and what would fit. */
    public static void put(ObjectNode context, BudgetVerdict verdict) {
        var accounts = context.putArray("budgets");
        verdict.accounts().forEach(account -> accounts.add(write(account)));
        verdict.asOf().map(Instant::toString).ifPresent(asOf -> context.put("as_of", asOf));
        if (verdict.degraded()) {
            context.put("degraded", true);
        }
        if (verdict instanceof BudgetVerdict.Refused refused) {
            refused.maxOutputTokens()
                    .ifPresentOrElse(
                            most -> context.put("max_output_tokens_that_fits", most),
                            () -> context.putNull("max_output_tokens_that_fits"));
        }
    }

    private static ObjectNode write(AccountFinding found) {
        var object = AccountJson.write(found.account());
        object.put("mode", found.budget().mode().code());
        found.requested()
                .ifPresentOrElse(
                        needed -> object.put("requested", Json.money(needed)), () -> object.putNull("requested"));
        if (found.finding().reason().isPresent()) {
            found.resetsAt()
                    .ifPresentOrElse(
                            instant -> object.put("resets_at", instant.toString()), () -> object.putNull("resets_at"));
        }
        object.put("finding", found.finding().code()).put("refuses", found.refuses());
        if (!found.detail().isEmpty()) {
            object.put("detail", found.detail());
        }
        return object;
    }
}
