package dev.bursar.gate.decision;

import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.ModelAddress;
import dev.bursar.contract.pricing.RateCards;
import dev.bursar.gate.budget.BudgetVerdict;
import dev.bursar.gate.policy.Policy;
import dev.bursar.gate.policy.PolicyReader;
import dev.bursar.gate.policy.PolicyReading;
import dev.bursar.kit.security.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Desks for tests: a policy, budgets that let everything pass, a clock that stands still. */
final class Desks {

    static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");

    static final Caller CODER =
            new Caller("coder-1", Optional.empty(), Optional.empty(), Set.of("caller"), Set.of(), Optional.empty());

    private static final RateCards BUILT_IN = BuiltInRateCards.load();

    private Desks() {}

    static Desk withExamplePolicy() {
        return with(policy(example()), unlimited());
    }

    static Desk with(Policy policy, BudgetRules budgets) {
        return with(Optional.of(policy), budgets, new ArrayList<>());
    }

    static Desk with(Optional<Policy> policy, BudgetRules budgets, List<Decision> decisions) {
        return with(policy, budgets, (DecisionListener) decisions::add);
    }

    static Desk with(Optional<Policy> policy, BudgetRules budgets, DecisionListener listener) {
        return new Desk(new Gate(() -> policy, budgets, Desks::model), listener, InstantSource.fixed(NOW));
    }

    private static ModelAddress.Outcome model(String id, Optional<String> provider) {
        return ModelAddress.read(id, provider, BUILT_IN, NOW);
    }

    static BudgetRules unlimited() {
        return (intent, requireHold) -> new BudgetVerdict.Fits(List.of(), false, Optional.of(NOW));
    }

    static String example() {
        try {
            return new String(
                    Desks.class.getResourceAsStream("/gate/policy.yaml").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading a test resource", e);
        }
    }

    static Policy policy(String yaml) {
        var reading = PolicyReader.read(yaml.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof PolicyReading.Loaded loaded) {
            return loaded.policy();
        }
        throw new IllegalArgumentException(
                ((PolicyReading.Broken) reading).problems().toString());
    }

    static Desk.Answer ask(Desk desk, String body) {
        return ask(desk, body, CODER);
    }

    static Desk.Answer ask(Desk desk, String body, Caller caller) {
        var read = StrictJson.read(body.getBytes(StandardCharsets.UTF_8));
        if (read instanceof StrictJson.Outcome.Malformed malformed) {
            return new Desk.Answer.Malformed("", malformed.detail());
        }
        var asked = AccessRequestReader.several(((StrictJson.Outcome.Read) read).document());
        return desk.answer(asked, caller, System.nanoTime());
    }
}
