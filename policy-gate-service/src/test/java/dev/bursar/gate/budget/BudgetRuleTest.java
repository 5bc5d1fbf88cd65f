package dev.bursar.gate.budget;

import static dev.bursar.gate.budget.KnownBooks.action;
import static dev.bursar.gate.budget.KnownBooks.sonnetCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Json;
import dev.bursar.contract.policy.Reason;
import dev.bursar.gate.budget.BudgetVerdict.Fits;
import dev.bursar.gate.budget.BudgetVerdict.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BudgetRuleTest {

    private static final String DAILY = """
            {"match": {"team": "platform"}, "per": ["principal"], "limit": {"usd": "5.00"},
             "window": {"calendar": "day", "zone": "Europe/Berlin"}}""";

    @Test
    void aCallThatFitsPassesWithTheNumbersItRestsOn() {
        // Given
        var books = KnownBooks.fresh().sonnet().budget("agent-daily", DAILY);
        books.account("agent-daily/principal=coder-1", "1.25", "0.5");

        // When
        var verdict = books.ask(sonnetCall("coder-1", 1_000, 100));

        // Then
        assertThat(verdict).isInstanceOf(Fits.class);
        var found = verdict.accounts().get(0);
        assertThat(found.finding()).isEqualTo(Finding.FITS);
        assertThat(found.requested().orElseThrow()).isEqualByComparingTo("0.0045");
        assertThat(found.account().available()).isEqualByComparingTo("3.25");
        assertThat(verdict.asOf()).hasValue(KnownBooks.NOW);
    }

    @Test
    void aCallThatNeedsMoreThanIsLeftIsRefusedInWordsWithWhatWouldFit() {
        // Given
        var books = KnownBooks.fresh().sonnet().budget("agent-daily", DAILY);
        books.account("agent-daily/principal=coder-1", "4.88", "0");

        // When
        var verdict = books.ask(sonnetCall("coder-1", 30_000, 20_000));

        // Then: 30,000 x $3/M = $0.09 leaves $0.03, which is 2,000 tokens at $15/M
        assertThat(verdict).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.BUDGET_EXCEEDED);
            assertThat(refused.message())
                    .isEqualTo("Policy Violation: agent-daily/principal=coder-1 has $0.12 until"
                            + " 2026-11-23T00:00:00+01:00, this call needs $0.39; max_output_tokens=2000 fits");
            assertThat(refused.maxOutputTokens()).hasValue(2_000);
            assertThat(refused.violations().get(0).value()).isEqualTo("agent-daily/principal=coder-1");
        });
        assertThat(verdict.accounts().get(0).resetsAt()).hasValue(Instant.parse("2026-11-22T23:00:00Z"));
    }

    @Test
    void anOverspentAccountIsExhaustedForCallsAndForOtherActions() {
        // Given
        var books = KnownBooks.fresh().sonnet().budget("tiny", """
                {"match": {"principal": "coder-?"}, "per": ["principal"], "limit": {"usd": "0.01"},
                 "window": {"calendar": "day"}}""");
        books.account("tiny/principal=coder-1", "0.012", "0");

        // When
        var call = books.ask(sonnetCall("coder-1", 1_000, 100));
        var launch = books.ask(action("coder-1"));
        var other = books.ask(sonnetCall("coder-2", 1_000, 100));

        // Then
        assertThat(call).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.BUDGET_EXHAUSTED);
            assertThat(refused.maxOutputTokens()).isEmpty();
            assertThat(refused.message())
                    .isEqualTo("Policy Violation: tiny/principal=coder-1 has nothing left until 2026-11-23T00:00:00Z:"
                            + " $0.012 spent of $0.01, this call needs $0.0045");
        });
        assertThat(launch)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.BUDGET_EXHAUSTED));
        assertThat(other).isInstanceOf(Fits.class);
    }

    @Test
    void everyAccountInTheWayIsNamedAndTheOutputFitsThemAll() {
        // Given
        var books = KnownBooks.fresh()
                .sonnet()
                .budget("agent-daily", DAILY)
                .budget("calls", """
                {"limit": {"tokens": 1500}, "window": {"calendar": "hour"}}""")
                .budget("team", """
                {"per": ["team"], "limit": {"usd": "1"}, "window": {"calendar": "month"}}""");
        books.account("agent-daily/principal=coder-1", "4.99", "0").account("calls", "0", "0");

        // When
        var verdict = books.ask(sonnetCall("coder-1", 1_000, 1_000));

        // Then: $0.007 left after the input is 466 tokens of output, the token budget would leave 500
        assertThat(verdict).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.violations())
                    .extracting(violation -> violation.value())
                    .containsExactly("agent-daily/principal=coder-1", "calls");
            assertThat(refused.maxOutputTokens()).hasValue(466);
        });
        assertThat(verdict.accounts()).hasSize(3);
    }

    @Test
    void softAndShadowBudgetsOnlyNote() {
        // Given
        var books = KnownBooks.fresh().sonnet().budget("soft", """
                {"limit": {"usd": "0.001"}, "window": {"calendar": "day"}, "mode": "soft"}""").budget("shadow", """
                {"limit": {"requests": 1}, "window": {"calendar": "day"}, "mode": "shadow"}""");
        books.account("shadow", "1", "0");

        // When
        var verdict = books.ask(sonnetCall("coder-1", 1_000, 100));

        // Then
        assertThat(verdict).isInstanceOf(Fits.class);
        assertThat(verdict.accounts())
                .extracting(AccountFinding::finding)
                .containsExactly(Finding.EXHAUSTED, Finding.EXCEEDED);
    }

    @Test
    void aCallWithoutAPriceGoesByEachBudgetsRule() {
        // Given
        var deny = KnownBooks.fresh().budget("b", DAILY);
        var allow = KnownBooks.fresh().budget("b", DAILY.replace("}}", "}, \"when_unpriced\": \"allow\"}"));
        var flat = KnownBooks.fresh()
                .budget("b", DAILY.replace("}}", "}, \"when_unpriced\": {\"flat_usd\": \"0.50\"}}"))
                .account("b/principal=coder-1", "4.6", "0");

        // When
        var denied = deny.ask(sonnetCall("coder-1", 10, 10));
        var allowed = allow.ask(sonnetCall("coder-1", 10, 10));
        var taken = flat.ask(sonnetCall("coder-1", 10, 10));

        // Then
        assertThat(denied).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.UNPRICED);
            assertThat(refused.message()).contains("unknown_model");
        });
        assertThat(allowed).isInstanceOf(Fits.class);
        assertThat(taken).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.message()).contains("this call needs $0.50");
            assertThat(refused.maxOutputTokens()).isEmpty();
        });
    }

    @Test
    void whatIsFrozenRefusesInAnyModeAndForAnyAction() {
        // Given
        var books = KnownBooks.fresh().sonnet().budget("b", DAILY.replace("}}", "}, \"mode\": \"soft\"}"));
        books.account("b/principal=coder-1", "0", "0", true);

        // When
        var verdict = books.ask(action("coder-1"));

        // Then
        assertThat(verdict).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.FROZEN);
            assertThat(refused.accounts().get(0).resetsAt())
                    .hasValue(refused.accounts().get(0).account().window().end());
        });
    }

    @Test
    void oneRequestIsSaidInTheSingular() {
        // Given
        var books = KnownBooks.fresh()
                .sonnet()
                .budget("b", "{\"match\": {}, \"limit\": {\"requests\": 1}, \"window\": {\"calendar\": \"day\"}}")
                .account("b", "1", "0");

        // When
        var verdict = books.ask(sonnetCall("coder-1", 1, 1));

        // Then
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.message())
                                .endsWith("1 request spent of 1 request, this call needs 1 request"));
    }

    @Test
    void whatCanNeverFitHasNoTimeAtWhichItWould() {
        // Given
        var books = KnownBooks.fresh().sonnet().budget("b", DAILY);

        // When
        var verdict = books.ask(sonnetCall("coder-1", 10_000_000, 1));

        // Then
        assertThat(verdict).isInstanceOf(Refused.class);
        assertThat(verdict.accounts().get(0).resetsAt()).isEmpty();
    }

    @Test
    void aBudgetOutsideItsFixedWindowCountsNowhere() {
        // Given
        var books = KnownBooks.fresh().sonnet().budget("launch", """
                {"limit": {"requests": 1}, "window": {"fixed": ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"]}}""");

        // When
        var verdict = books.ask(sonnetCall("coder-1", 1, 1));

        // Then
        assertThat(verdict).isEqualTo(new Fits(java.util.List.of(), false, Optional.of(KnownBooks.NOW)));
    }

    @Test
    void aMissingCountIsRefusedOnlyWhereABudgetDependsOnIt() {
        // Given
        var call = new Intent.ModelCall(
                sonnetCall("coder-1", 1, 1).dimensions(), OptionalLong.of(10), OptionalLong.empty(), false);
        var usd = KnownBooks.fresh().sonnet().budget("b", DAILY);
        var requests = KnownBooks.fresh().budget("b", """
                {"limit": {"requests": 3}, "window": {"calendar": "day"}}""");

        // When
        var refused = usd.ask(call);
        var fits = requests.ask(call);

        // Then
        assertThat(refused).isInstanceOfSatisfying(Refused.class, verdict -> {
            assertThat(verdict.reason()).isEqualTo(Reason.ARGUMENT_INVALID);
            assertThat(verdict.message()).contains("max_output_tokens is missing");
        });
        assertThat(fits).isInstanceOf(Fits.class);
    }

    @Test
    void holdsAreRefusedRatherThanGrantedInWordOnly() {
        // Given
        var books = KnownBooks.fresh().sonnet();
        var plain = sonnetCall("coder-1", 1, 1);
        var holding = new Intent.ModelCall(plain.dimensions(), plain.inputTokens(), plain.maxOutputTokens(), true);

        // When
        var asked = books.ask(holding);
        var required = books.askUnderRequiredHold(plain);

        // Then
        assertThat(((Refused) asked).reason()).isEqualTo(Reason.BUDGETS_UNAVAILABLE);
        assertThat(((Refused) asked).message()).contains("can't place holds");
        assertThat(((Refused) required).reason()).isEqualTo(Reason.HOLD_REQUIRED);
    }

    @Test
    void theAnswerInJsonCarriesTheNumbers() {
        // Given
        var books = KnownBooks.fresh().sonnet().budget("agent-daily", DAILY);
        books.account("agent-daily/principal=coder-1", "4.88", "0.02");

        // When
        var context = Json.object();
        BudgetAnswerJson.put(context, books.ask(sonnetCall("coder-1", 30_000, 20_000)));

        // Then
        var account = context.path("budgets").path(0);
        assertThat(account.path("key").textValue()).isEqualTo("agent-daily/principal=coder-1");
        assertThat(account.path("budget").textValue()).isEqualTo("agent-daily");
        assertThat(account.path("limit").textValue()).isEqualTo("5.00");
        assertThat(account.path("spent").textValue()).isEqualTo("4.88");
        assertThat(account.path("held").textValue()).isEqualTo("0.02");
        assertThat(account.path("available").textValue()).isEqualTo("0.1");
        assertThat(account.path("requested").textValue()).isEqualTo("0.39");
        assertThat(account.path("resets_at").textValue()).isEqualTo("2026-11-22T23:00:00Z");
        assertThat(account.path("window").path("start").textValue()).isEqualTo("2026-11-21T23:00:00Z");
        assertThat(context.path("max_output_tokens_that_fits").longValue()).isEqualTo(666);
        assertThat(context.path("as_of").textValue()).isEqualTo("2026-11-22T10:15:30Z");
        assertThat(context.has("degraded")).isFalse();
    }

    @Test
    void aHardBudgetThatIsFillingRefusesUnlessItMayNot() {
        // Given
        var filling = KnownBooks.fresh().sonnet();
        var lenient = KnownBooks.fresh().sonnet();
        filling.budget(fillingBudget(DAILY));
        lenient.budget(fillingBudget(DAILY.replace("}}", "}, \"when_unavailable\": \"allow\"}")));

        // When
        var refused = filling.ask(sonnetCall("coder-1", 1, 1));
        var passed = lenient.ask(sonnetCall("coder-1", 1, 1));

        // Then
        assertThat(((Refused) refused).reason()).isEqualTo(Reason.BUDGETS_UNAVAILABLE);
        assertThat(((Refused) refused).message()).contains("filling");
        assertThat(passed).isInstanceOf(Fits.class);
        assertThat(passed.accounts().get(0).finding()).isEqualTo(Finding.NOT_JUDGED);
    }

    private static dev.bursar.contract.budget.Budget fillingBudget(String json) {
        return KnownBooks.fresh()
                .budget("b", json)
                .budgets
                .definitions()
                .get("b")
                .flatMap(BudgetView.Definition::budget)
                .orElseThrow()
                .withState(dev.bursar.contract.budget.Budget.State.FILLING);
    }

    @Test
    void nothingIsKnownBeforeTheTopicsAreReadToTheirEnds() {
        // Given
        var books = KnownBooks.unread().heardAgo(Duration.ZERO);

        // When
        var verdict = books.ask(sonnetCall("coder-1", 1, 1));

        // Then
        assertThat(((Refused) verdict).reason()).isEqualTo(Reason.BUDGETS_UNAVAILABLE);
    }

    @Test
    void oldNumbersGoByTheStrictestHardBudget() {
        // Given
        var base = DAILY.substring(0, DAILY.length() - 1);
        var known = base + ", \"when_unavailable\": {\"last_known\": \"PT60S\"}}";
        var allow = base + ", \"when_unavailable\": \"allow\"}";
        var age = Duration.ofSeconds(30);

        // When
        var denied = stale(age).budget("a", allow).budget("b", DAILY).ask(sonnetCall("coder-1", 1, 1));
        var judged = stale(age)
                .budget("a", allow)
                .budget("b", known)
                .account("b/principal=coder-1", "5", "0")
                .ask(sonnetCall("coder-1", 1, 1));
        var expired = stale(Duration.ofSeconds(61)).budget("b", known).ask(sonnetCall("coder-1", 1, 1));
        var passed = stale(age).budget("a", allow).ask(sonnetCall("coder-1", 1, 1));

        // Then
        assertThat(((Refused) denied).reason()).isEqualTo(Reason.BUDGETS_UNAVAILABLE);
        assertThat(((Refused) judged).reason()).isEqualTo(Reason.BUDGET_EXHAUSTED);
        assertThat(((Refused) expired).reason()).isEqualTo(Reason.BUDGETS_UNAVAILABLE);
        assertThat(passed).isInstanceOf(Fits.class);
        assertThat(passed.degraded()).isTrue();
    }

    private static KnownBooks stale(Duration age) {
        return KnownBooks.unread().read().heardAgo(age).sonnet();
    }
}
