package dev.bursar.gate.decision;

import static dev.bursar.contract.policy.Reason.ARGUMENT_INVALID;
import static dev.bursar.contract.policy.Reason.NO_POLICY;

import dev.bursar.contract.policy.Violation;
import dev.bursar.gate.budget.BudgetVerdict;
import dev.bursar.gate.budget.Intent;
import dev.bursar.gate.budget.IntentReader;
import dev.bursar.gate.budget.ModelNames;
import dev.bursar.gate.policy.Policy;
import dev.bursar.gate.policy.Section;
import dev.bursar.kit.security.Caller;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Decides. The question comes first, then images and containers, then models, then budgets; every rule is asked, so that
 * one answer names all that is in the way. What is not understood, and what can't be known, is denied.
 */
final class Gate {

    private static final String MODEL = "model";

    private final Supplier<Optional<Policy>> policies;
    private final BudgetRules budgets;
    private final ModelNames models;

    /** @param policies the policy in force at the moment it is asked for */
    Gate(Supplier<Optional<Policy>> policies, BudgetRules budgets, ModelNames models) {
        this.policies = policies;
        this.budgets = budgets;
        this.models = models;
    }

    Judgement judge(EvaluationRequest request, Caller caller) {
        var read = request.isModelCall()
                ? IntentReader.modelCall(caller, request.subjectId(), request.resourceId(), request.context(), models)
                : IntentReader.action(caller, request.subjectId(), request.context());
        request.forgetPrompt(
                read instanceof IntentReader.Outcome.Read known && known.intent() instanceof Intent.ModelCall call
                        ? call.inputTokens()
                        : OptionalLong.empty());
        if (read instanceof IntentReader.Outcome.NotAuthorized refused) {
            return new Judgement.NotAuthorized(refused.detail());
        }
        return policies.get().map(policy -> judge(request, read, policy)).orElseGet(Gate::withoutPolicy);
    }

    private Judgement judge(EvaluationRequest request, IntentReader.Outcome read, Policy policy) {
        var findings = new Findings(policy);
        if (request.isModelCall() && !request.resourceType().equals(MODEL)) {
            var type = Violation.excerpt(request.resourceType());
            findings.request(List.of(
                    new Violation(ARGUMENT_INVALID, "request", type, "the resource of a model call is a model")));
            return judged(findings, Optional.empty(), policy);
        }
        if (read instanceof IntentReader.Outcome.Refused refused) {
            findings.request(List.of(
                    new Violation(refused.reason(), "request", refused.where(), Violation.excerpt(refused.detail()))));
            return judged(findings, Optional.empty(), policy);
        }
        var intent = ((IntentReader.Outcome.Read) read).intent();
        if (intent instanceof Intent.ModelCall call) {
            judgeModel(call, policy, findings);
            return judged(findings, askBudgets(Set.of(request.action()), intent, policy, findings), policy);
        }
        var launch = new LaunchRules(policy, findings, intent.dimensions());
        return launch.judge(request)
                .<Judgement>map(judgement -> judgement)
                .orElseGet(() -> judged(findings, askBudgets(launch.actions(), intent, policy, findings), policy));
    }

    private static void judgeModel(Intent.ModelCall call, Policy policy, Findings findings) {
        var dimensions = call.dimensions();
        findings.section(
                Section.MODELS,
                policy.models().judge(dimensions.provider(), dimensions.model(), call.maxOutputTokens()).stream()
                        .toList());
    }

    private Optional<BudgetVerdict> askBudgets(Set<String> actions, Intent intent, Policy policy, Findings findings) {
        var demands = policy.budgets();
        boolean holds = intent instanceof Intent.ModelCall call && (call.hold() || demands.requireHold());
        if (!holds && !demands.covers(actions)) {
            return Optional.empty();
        }
        var verdict = budgets.judge(intent, demands.requireHold());
        findings.section(
                Section.BUDGETS, verdict instanceof BudgetVerdict.Refused refused ? refused.violations() : List.of());
        return Optional.of(verdict);
    }

    private static Judgement judged(Findings findings, Optional<BudgetVerdict> budgets, Policy policy) {
        return new Judgement.Judged(
                verdict(findings, budgets),
                findings.recorded(),
                findings.rules(),
                budgets,
                Optional.of(policy.version()));
    }

    /** Where only budgets stand in the way, their own sentence says it best. */
    private static Verdict verdict(Findings findings, Optional<BudgetVerdict> budgets) {
        var violations = findings.enforced();
        if (violations.isEmpty()) {
            return new Verdict.Permit();
        }
        boolean onlyBudgets = budgets.isPresent()
                && budgets.get() instanceof BudgetVerdict.Refused refused
                && violations.equals(refused.violations());
        return onlyBudgets
                ? new Verdict.Deny(violations, ((BudgetVerdict.Refused) budgets.get()).message())
                : Verdict.Deny.of(violations);
    }

    private static Judgement withoutPolicy() {
        var violation = new Violation(NO_POLICY, "policy", "", "no policy is in force, so nothing is allowed");
        return new Judgement.Judged(
                Verdict.Deny.of(List.of(violation)), List.of(), List.of(), Optional.empty(), Optional.empty());
    }
}
