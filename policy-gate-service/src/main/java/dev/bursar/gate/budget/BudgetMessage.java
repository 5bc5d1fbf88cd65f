package dev.bursar.gate.budget;

import dev.bursar.contract.Json;
import dev.bursar.contract.budget.Window;
import dev.bursar.contract.policy.Reason;
import dev.bursar.contract.policy.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A refusal in words, with the numbers it rests on. */
final class BudgetMessage {

    static final String PREFIX = "Policy Violation: ";

    /** A sentence that names more accounts than this is no longer read. */
    private static final int NAMED = 3;

    private BudgetMessage() {}

    /** The gravest reason among the accounts in the way. */
    static Reason reason(List<AccountFinding> refusing) {
        return refusing.stream()
                .min(Comparator.comparing(AccountFinding::finding))
                .flatMap(account -> account.finding().reason())
                .orElseThrow();
    }

    static List<Violation> violations(List<AccountFinding> refusing) {
        return refusing.stream()
                .map(account -> new Violation(
                        account.finding().reason().orElseThrow(),
                        "budgets." + account.budget().id(),
                        account.account().key().text(),
                        sentence(account)))
                .toList();
    }

    static String of(List<AccountFinding> refusing, OptionalLong fits) {
        var sentences = refusing.stream()
                .sorted(Comparator.comparing(AccountFinding::finding))
                .limit(NAMED)
                .map(BudgetMessage::sentence)
                .collect(Collectors.joining("; "));
        var more = refusing.size() > NAMED ? "; and " + (refusing.size() - NAMED) + " more" : "";
        var smaller = fits.isPresent() ? "; max_output_tokens=" + fits.getAsLong() + " fits" : "";
        return PREFIX + sentences + more + smaller;
    }

    private static String sentence(AccountFinding found) {
        var key = found.account().key().text();
        return switch (found.finding()) {
            case EXCEEDED -> key + " has " + amount(found, found.account().available()) + until(found) + needs(found);
            case EXHAUSTED -> key + " has nothing left" + until(found) + ": " + spent(found) + needs(found);
            default -> key + ": " + found.detail();
        };
    }

    private static String spent(AccountFinding found) {
        var account = found.account();
        var held = account.held().signum() == 0 ? "" : " and " + amount(found, account.held()) + " held";
        return amount(found, account.spent()) + " spent" + held + " of "
                + amount(found, account.limit().amount());
    }

    private static String needs(AccountFinding found) {
        return found.requested()
                .map(needed -> ", this call needs " + amount(found, needed))
                .orElse("");
    }

    private static String until(AccountFinding found) {
        if (found.budget().window() instanceof Window.Lifetime) {
            return "";
        }
        return " until " + local(found.account().window().end(), found.budget().window());
    }

    private static String local(Instant instant, Window window) {
        ZoneId zone = window instanceof Window.Calendar calendar ? calendar.zone() : ZoneOffset.UTC;
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }

    private static String amount(AccountFinding found, BigDecimal amount) {
        return switch (found.unit()) {
            case USD -> "$" + dollars(amount);
            case TOKENS, REQUESTS ->
                Json.money(amount) + " " + counted(found.unit().code(), amount);
        };
    }

    /** The units are plurals; a sentence has one request. */
    private static String counted(String units, BigDecimal amount) {
        return amount.compareTo(BigDecimal.ONE) == 0 ? units.substring(0, units.length() - 1) : units;
    }

    /** At least cents, and never less than the exact amount. */
    private static String dollars(BigDecimal amount) {
        var exact = new BigDecimal(Json.money(amount));
        return exact.scale() < 2 && exact.scale() > 0 ? exact.setScale(2).toPlainString() : exact.toPlainString();
    }
}
