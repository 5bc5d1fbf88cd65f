package dev.bursar.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Json;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.BudgetReader;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.kit.security.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisibilityTest {

    private static Visibility of(Optional<Set<String>> teams, String... roles) {
        return Visibility.of(new Caller("coder-1", teams, Optional.empty(), Set.of(roles), Set.of(), Optional.empty()));
    }

    private static Budget budget(String match, String per) {
        try {
            return BudgetReader.read("b", Json.read("""
                    {"match": %s, "per": %s, "limit": {"usd": "1"}, "window": {"lifetime": true}}""".formatted(match, per)));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AccountKey key(String text) {
        return AccountKey.parse(text).orElseThrow();
    }

    @Test
    void auditorsAndAdminsSeeEverything() {
        assertThat(of(Optional.empty(), "auditor")).isInstanceOf(Visibility.Everything.class);
        assertThat(of(Optional.empty(), "admin")).isInstanceOf(Visibility.Everything.class);
    }

    @Test
    void aViewerSeesItsTeamsAndAllOthersThemselves() {
        assertThat(of(Optional.of(Set.of("a", "b")), "viewer"))
                .isEqualTo(new Visibility.Only("team", Set.of("a", "b")));
        assertThat(of(Optional.of(Set.of("a")), "emitter"))
                .isEqualTo(new Visibility.Only("principal", Set.of("coder-1")));
        assertThat(of(Optional.empty(), "viewer")).isEqualTo(new Visibility.Only("principal", Set.of("coder-1")));
    }

    @Test
    void anAccountIsShownWhenNothingElseCanBeInIt() {
        var visible = of(Optional.of(Set.of("a")), "viewer");

        assertThat(visible.shows(budget("{}", "[\"team\"]"), key("b/team=a"))).isTrue();
        assertThat(visible.shows(budget("{}", "[\"team\"]"), key("b/team=c"))).isFalse();
        assertThat(visible.shows(budget("{}", "[\"team\"]"), key("b/team="))).isFalse();
        assertThat(visible.shows(budget("{\"team\": \"a\"}", "[\"principal\"]"), key("b/principal=x")))
                .isTrue();
        assertThat(visible.shows(budget("{\"team\": \"*\"}", "[\"principal\"]"), key("b/principal=x")))
                .isFalse();
        assertThat(visible.shows(budget("{}", "[]"), key("b"))).isFalse();
    }

    @Test
    void aBudgetConcernsWhomItCanMatch() {
        var visible = of(Optional.of(Set.of("a-1")), "viewer");

        assertThat(visible.concerns(budget("{\"team\": \"a-*\"}", "[]"))).isTrue();
        assertThat(visible.concerns(budget("{\"team\": \"b-*\"}", "[]"))).isFalse();
        assertThat(visible.concerns(budget("{}", "[]"))).isTrue();
    }

    @Test
    void anEntryIsShownByItsOwnValue() {
        var visible = of(Optional.empty(), "emitter");

        assertThat(visible.shows(Dimensions.of(Map.of("principal", "coder-1")))).isTrue();
        assertThat(visible.shows(Dimensions.of(Map.of("principal", "coder-2")))).isFalse();
    }
}
