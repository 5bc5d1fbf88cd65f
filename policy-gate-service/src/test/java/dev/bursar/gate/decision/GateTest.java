package dev.bursar.gate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.policy.Reason;
import dev.bursar.contract.policy.Violation;
import dev.bursar.gate.budget.BudgetVerdict;
import dev.bursar.gate.budget.Intent;
import dev.bursar.kit.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

    private final List<Decision> decisions = new ArrayList<>();

    @Test
    void deniesEverythingWithoutAPolicy() {
        // Given
        var desk = Desks.with(Optional.empty(), Desks.unlimited(), decisions);

        // When
        var answer = body(Desks.ask(desk, image("docker_run", "python:3.9-slim")));

        // Then
        assertThat(answer.path("decision").booleanValue()).isFalse();
        assertThat(answer.at("/context/reason").textValue()).isEqualTo("no_policy");
        assertThat(answer.at("/context/policy_version").isNull()).isTrue();
    }

    @Test
    void answersInTheWordsOfTheContract() {
        // When
        var answer = body(Desks.ask(Desks.withExamplePolicy(), image("docker_run", "ubuntu:latest")));

        // Then
        var context = answer.path("context");
        assertThat(context.path("id").textValue()).matches("dec_[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(context.path("reason").textValue()).isEqualTo("image_not_allowed");
        assertThat(context.path("message").textValue())
                .isEqualTo("Policy Violation: image docker.io/library/ubuntu:latest is not on the allowlist");
        assertThat(context.at("/violations/0/rule").textValue()).isEqualTo("images.allow");
        assertThat(context.at("/violations/0/value").textValue()).isEqualTo("docker.io/library/ubuntu:latest");
        assertThat(context.path("obligations").isArray()).isTrue();
        assertThat(context.path("policy_version").textValue()).startsWith("sha256:");
        assertThat(context.path("evaluated_at").textValue()).isEqualTo("2026-11-22T10:15:30.123Z");
    }

    @Test
    void namesEverythingThatIsInTheWay() {
        // When
        var answer = body(Desks.ask(
                Desks.withExamplePolicy(),
                tool("docker_run", "{'image':'ubuntu','privileged':true,'network':'host'}")));

        // Then
        assertThat(answer.at("/context/violations"))
                .extracting(violation -> violation.path("code").textValue())
                .containsExactly("image_not_allowed", "option_denied", "option_denied");
    }

    @Test
    void onlyRecordsWhatAShadowedSectionFinds() {
        // Given
        var yaml = Desks.example().replace("shadow: []", "shadow: [images]");
        var desk = Desks.with(Optional.of(Desks.policy(yaml)), Desks.unlimited(), decisions);

        // When
        var shadowed = body(Desks.ask(desk, image("docker_run", "ubuntu")));
        var enforced = body(Desks.ask(desk, tool("docker_run", "{'image':'ubuntu','privileged':true}")));

        // Then
        assertThat(shadowed.path("decision").booleanValue()).isTrue();
        assertThat(decisions.get(0).recorded()).extracting(Violation::code).containsExactly(Reason.IMAGE_NOT_ALLOWED);
        assertThat(decisions.get(0).rules())
                .anyMatch(rule -> rule.rule().equals("images") && rule.answer() == RuleAnswer.Answer.SHADOW_DENY);
        assertThat(enforced.at("/context/reason").textValue()).isEqualTo("option_denied");
    }

    @Test
    void asksBudgetsAboutTheActionsThatThePolicyNames() {
        // Given
        var asked = new ArrayList<Intent>();
        BudgetRules budgets = (intent, requireHold) -> {
            asked.add(intent);
            return exhausted();
        };
        var yaml = Desks.example().replace("actions: [llm_call]", "actions: [llm_call, docker_run]");
        var desk = Desks.with(Desks.policy(yaml), budgets);

        // When
        var run = body(Desks.ask(desk, image("docker_run", "python:3.9-slim")));
        var pull = body(Desks.ask(desk, image("docker_pull", "python:3.9-slim")));
        var call = body(Desks.ask(desk, model("anthropic/claude-sonnet-4-5", "'input_tokens':10")));

        // Then
        assertThat(run.at("/context/reason").textValue()).isEqualTo("budget_exhausted");
        assertThat(run.at("/context/message").textValue()).isEqualTo("Policy Violation: nothing is left");
        assertThat(pull.path("decision").booleanValue()).isTrue();
        assertThat(call.at("/context/reason").textValue()).isEqualTo("budget_exhausted");
        assertThat(asked).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "docker_run|docker_run|{'image':'python:3.9-slim'}|budget_exhausted",
                "docker_run|run_container|{'image':'python:3.9-slim'}|budget_exhausted",
                "docker_run|docker|{'args':['run','python:3.9-slim']}|budget_exhausted",
                "docker_run|docker|{'args':['container','run','python:3.9-slim']}|budget_exhausted",
                "docker_run|deploy-compose|{'compose_yaml':'{services: {a: {image: python:3.9-slim}}}'}|budget_exhausted",
                "docker_run|my_runner|{'spec':{'image':'python:3.9-slim'}}|budget_exhausted",
                "docker_run|docker|{'args':['create','python:3.9-slim']}|permitted",
                "docker_run|docker|{'args':['pull','python:3.9-slim']}|permitted",
                "docker_container_create|create-container|{'image':'python:3.9-slim'}|budget_exhausted",
                "docker_container_create|docker|{'args':['create','python:3.9-slim']}|budget_exhausted",
                "docker_container_create|run_container|{'image':'python:3.9-slim'}|permitted",
                "docker_pull|image_pull|{'image':'python:3.9-slim'}|budget_exhausted",
                "docker_pull|docker|{'args':['pull','python:3.9-slim']}|budget_exhausted",
                "run_container|run_container|{'image':'python:3.9-slim'}|budget_exhausted",
            })
    void anActionOnTheBudgetsIsCoveredWhateverToolDoesIt(String listed, String tool, String arguments, String reason) {
        // Given
        var yaml = Desks.example()
                .replace("actions: [llm_call]", "actions: [" + listed + "]")
                .replace("adapters: {}", "adapters: {my_runner: {as: docker_run, image: /spec/image}}");
        var desk = Desks.with(Desks.policy(yaml), (intent, requireHold) -> exhausted());

        // When
        var answer = body(Desks.ask(desk, tool(tool, arguments)));

        // Then
        assertThat(answer.at("/context/reason").textValue()).isEqualTo(reason);
    }

    @Test
    void namesImageAndBudgetInOneAnswer() {
        // Given
        var yaml = Desks.example().replace("actions: [llm_call]", "actions: [docker_run]");
        var desk = Desks.with(Desks.policy(yaml), (intent, requireHold) -> exhausted());

        // When
        var answer = body(Desks.ask(desk, image("docker_run", "ubuntu")));

        // Then
        assertThat(answer.at("/context/violations"))
                .extracting(violation -> violation.path("code").textValue())
                .containsExactly("image_not_allowed", "budget_exhausted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "models: {allow: ['anthropic/*']}|anthropic/claude-sonnet-4-5||permitted",
                "models: {allow: ['anthropic/*']}|openai/gpt-5||model_not_allowed",
                "models: {allow: ['gpt-*']}|openai/gpt-5||permitted",
                "models: {allow: ['gpt-*']}|gpt-5|'provider':'openai'|permitted",
                "models: {allow: ['*'], deny: ['*-pro']}|openai/gpt-5-pro||model_not_allowed",
                "models: {allow: ['*'], max_output_tokens: 100}|openai/gpt-5|'max_output_tokens':100|permitted",
                "models: {allow: ['*'], max_output_tokens: 100}|openai/gpt-5|'max_output_tokens':101|model_not_allowed",
                "models: {allow: ['*'], max_output_tokens: 100}|openai/gpt-5||model_not_allowed",
                "models: {}|openai/gpt-5||model_not_allowed",
                "models: {allow: ['*']}|openai/gpt-5|'max_output_tokens':'many'|argument_invalid",
                "models: {allow: ['*']}|openai/gpt-5|'input_tokens':-1|argument_invalid",
                "models: {allow: ['*'], deny: ['openai/*']}|gpt-4.1||model_not_allowed",
                "models: {allow: ['*'], deny: ['openai/*']}|GPT-4.1||model_not_allowed",
                "models: {allow: ['*'], deny: ['openai/*']}|OpenAI/gpt-4.1||model_not_allowed",
                "models: {allow: ['*'], deny: ['openai/*']}|gpt-4.1|'provider':'OPENAI'|model_not_allowed",
                "models: {allow: ['*'], deny: ['OpenAI/*']}|gpt-4.1||model_not_allowed",
                "models: {allow: ['*'], deny: ['openai/*']}|` openai/gpt-4.1`||argument_invalid",
                "models: {allow: ['*'], deny: ['openai/*']}|openai/gpt-4.1|'provider':'x'|argument_invalid",
                "models: {allow: ['*'], deny: ['openai/*']}|openai/gpt-4.1|'provider':'openrouter'|model_not_allowed",
                "models: {allow: ['*'], deny: ['openai/*']}|anthropic/claude-sonnet-4-5||permitted",
                "models: {allow: ['*'], deny: ['vertex/*']}|gemini-2.5-pro||model_not_allowed",
                "models: {allow: ['*'], deny: ['claude-sonnet-4-5']}|claude-sonnet-4-5-20250929||model_not_allowed",
                "models: {allow: ['*'], deny: ['CLAUDE-*']}|bedrock/us.anthropic.Claude-sonnet-4-5-v1:0||model_not_allowed",
                "models: {allow: ['anthropic/*']}|claude-sonnet-4-5||permitted",
                "models: {allow: ['anthropic/*']}|anthropic/claude-sonnet-4.6|'provider':'openrouter'|model_not_allowed",
                "models: {allow: ['gemini/*']}|gemini-2.5-pro||permitted",
                "models: {allow: ['*']}|gpt-oss-120b||model_unknown",
                "models: {allow: ['*']}|no-such-model||model_unknown",
                "models: {allow: ['*']}|claude-sonnet-4-5|'provider':' anthropic'|argument_invalid",
            })
    void judgesModels(String section, String model, String context, String reason) {
        // Given
        var desk = Desks.with(Desks.policy("version: 1\n" + section + "\n"), Desks.unlimited());

        // When
        var answer = body(Desks.ask(desk, model(model, context == null ? "" : context)));

        // Then
        assertThat(answer.at("/context/reason").textValue()).isEqualTo(reason);
    }

    @Test
    void anItemOfABatchThatIsNotJudgedHasTheFieldsOfAnyAnswer() {
        // Given
        var body = """
                {"action": {"name": "docker_run"}, "resource": {"type": "container_image", "id": "python:3.9-slim"},
                 "evaluations": [{"subject": {"type": "agent"}}, {"subject": {"type": "agent", "id": "coder-9"}},
                                 {"subject": {"type": "agent", "id": "coder-1"}, "context": {"arguments": 5}}]}""";

        // When
        var answers = ((Desk.Answer.Body) Desks.ask(Desks.withExamplePolicy(), body))
                .json()
                .path("evaluations");

        // Then
        assertThat(answers)
                .extracting(answer -> answer.at("/context/error/status").intValue())
                .containsExactly(400, 403, 400);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.path("decision").booleanValue()).isFalse();
            assertThat(answer.at("/context/id").textValue()).startsWith("dec_");
            assertThat(answer.at("/context/obligations").isArray()).isTrue();
            assertThat(answer.at("/context/evaluated_at").textValue()).isEqualTo("2026-11-22T10:15:30.123Z");
        });
    }

    @Test
    void aDecisionShowsTheModelAsItWasAsked() {
        // Given
        var desk = Desks.with(Optional.of(Desks.policy(Desks.example())), Desks.unlimited(), decisions);

        // When
        var answer = body(Desks.ask(desk, model("Claude-Sonnet-4-5", "")));

        // Then
        assertThat(answer.path("decision").booleanValue()).isTrue();
        assertThat(decisions.get(0).request().resourceId()).isEqualTo("Claude-Sonnet-4-5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "llm_call|''|gpt-5|'x':1|subject.id",
                "llm_call|coder-1|` gpt-5`|'x':1|resource.id",
                "llm_call|coder-1|no-such-model|'x':1|resource.id",
                "llm_call|coder-1|gpt-5|'input_tokens':-1|context.input_tokens",
                "llm_call|coder-1|gpt-5|'provider':''|context.provider",
                "llm_call|coder-1|gpt-5|'tags':{'a':5}|context",
            })
    void saysWhereInTheRequestAValueIsThatCannotBeJudged(
            String action, String subject, String model, String context, String where) {
        // Given
        var admin = new Caller(
                "admin", Optional.empty(), Optional.empty(), Set.of("caller"), Set.of("*"), Optional.empty());
        var body = question(action, "model", model, context).replace("coder-1", subject.replace("''", ""));

        // When
        var answer = body(Desks.ask(Desks.withExamplePolicy(), body, admin));

        // Then
        assertThat(answer.at("/context/violations/0/value").textValue()).isEqualTo(where);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "docker_run|tool|docker_pull|{'image':'python:3.9-slim'}|argument_invalid",
                "tools/call|tool|docker_run|{'image':'python:3.9-slim'}|permitted",
                "tools/call|tool|docker_run|{'image':'ubuntu'}|image_not_allowed",
                "docker_run|container_image|python:3.9-slim|{'image':'docker.io/library/python:3.9-slim'}|permitted",
                "docker_run|container_image|python:3.9-slim|{'image':'node:18-alpine'}|argument_invalid",
                "docker_run|container_image|python:3.9-slim|{'privileged':true}|option_denied",
                "docker_run|container_image||{}|image_ref_invalid",
                "docker_run|document|python:3.9-slim|{}|argument_invalid",
                "can_read|document|x|{}|tool_unmapped",
                "search|tool|search|{'q':'x'}|permitted",
                "Search|tool|Search|{'q':'x'}|tool_unmapped",
                "docker_build|tool|docker_build|{}|tool_denied",
                "docker_commit|tool|docker_commit|{}|permitted",
                "llm_call|tool|llm_call|{}|argument_invalid",
            })
    void judgesWhatTheQuestionIsAbout(String action, String type, String id, String arguments, String reason) {
        // Given
        var yaml = Desks.example().replace("allow: []\n  adapters", "allow: [search, docker_commit]\n  adapters");
        var desk = Desks.with(Desks.policy(yaml), Desks.unlimited());
        var body = question(action, type, id == null ? "" : id, "'arguments':" + arguments);

        // When
        var answer = body(Desks.ask(desk, body));

        // Then
        assertThat(answer.at("/context/reason").textValue()).isEqualTo(reason);
    }

    @Test
    void lowersItsGuardForNoOneElsesName() {
        // Given
        var desk = Desks.withExamplePolicy();
        var gateway = new Caller(
                "gateway", Optional.empty(), Optional.empty(), Set.of("caller"), Set.of("coder-*"), Optional.empty());
        var other = new Caller(
                "coder-2", Optional.of(Set.of("web")), Optional.empty(), Set.of("caller"), Set.of(), Optional.empty());
        var asCoder1 = image("docker_run", "python:3.9-slim");

        // Then
        assertThat(Desks.ask(desk, asCoder1, gateway)).isInstanceOf(Desk.Answer.Body.class);
        assertThat(Desks.ask(desk, asCoder1, other)).isInstanceOf(Desk.Answer.NotAuthorized.class);
        assertThat(Desks.ask(
                        desk,
                        asCoder1.replace("coder-1", "coder-2")
                                .replace("\"context\":{", "\"context\":{\"team\":\"data\""),
                        other))
                .isInstanceOf(Desk.Answer.NotAuthorized.class);
    }

    @Test
    void scopesByTheTeamOfTheTokenAndNotOfTheSubject() {
        // Given
        var yaml = Desks.example().replace("scopes: []", "scopes: [{match: {team: data}, allow: ['alpine:3']}]");
        var desk = Desks.with(Desks.policy(yaml), Desks.unlimited());
        var ofData = caller("data");
        var ofWeb = caller("web");
        var body = image("docker_run", "alpine:3")
                .replace("\"type\":\"agent\"", "\"type\":\"agent\",\"properties\":{\"team\":\"data\"}");

        // Then
        assertThat(body(Desks.ask(desk, body, ofData)).path("decision").booleanValue())
                .isTrue();
        assertThat(body(Desks.ask(desk, body, ofWeb)).path("decision").booleanValue())
                .isFalse();
    }

    private static Caller caller(String team) {
        return new Caller(
                "coder-1", Optional.of(Set.of(team)), Optional.empty(), Set.of("caller"), Set.of(), Optional.empty());
    }

    private static BudgetVerdict exhausted() {
        return new BudgetVerdict.Refused(
                Reason.BUDGET_EXHAUSTED,
                "Policy Violation: nothing is left",
                List.of(new Violation(Reason.BUDGET_EXHAUSTED, "budgets", "daily", "nothing is left")),
                OptionalLong.empty(),
                List.of(),
                false,
                Optional.of(Desks.NOW));
    }

    private static ObjectNode body(Desk.Answer answer) {
        assertThat(answer).isInstanceOf(Desk.Answer.Body.class);
        var body = ((Desk.Answer.Body) answer).json();
        JsonNode denied = body.path("decision");
        assertThat(denied.isBoolean()).isTrue();
        return body;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "openai/gpt-5 | 'input_text':'my secret plan'                                  | 3",
                "openai/gpt-5 | 'messages':[{'role':'user','content':'my secret plan'}]         | 10",
                "openai/gpt-5 | 'messages':['my secret plan']                                  | ",
                "no-such-1    | 'input_text':'my secret plan'                                  | "
            })
    void aDecisionKeepsHowLongAPromptWasAndNotWhatItSays(String model, String context, Long tokens) {
        // Given
        var desk = Desks.with(Optional.of(Desks.policy(Desks.example())), Desks.unlimited(), decisions);

        // When
        var answer = Desks.ask(desk, model(model, context + ",'max_output_tokens':5"));

        // Then
        var kept = decisions.get(0).request().context();
        assertThat(decisions.get(0).toString() + answer).doesNotContain("secret");
        assertThat(kept.has("input_text") || kept.has("messages")).isFalse();
        assertThat(kept.hasNonNull("input_tokens") ? kept.get("input_tokens").longValue() : null)
                .isEqualTo(tokens);
    }

    private static String image(String action, String image) {
        return question(action, "container_image", image, "");
    }

    private static String tool(String name, String arguments) {
        return question(name, "tool", name, "'arguments':" + arguments);
    }

    private static String model(String id, String context) {
        return question("llm_call", "model", id, context);
    }

    private static String question(String action, String type, String id, String context) {
        return "{'subject':{'type':'agent','id':'coder-1'},'action':{'name':'%s'},'resource':{'type':'%s','id':'%s'},'context':{%s}}"
                .formatted(action, type, id, context)
                .replace('\'', '"')
                .replace("{,", "{");
    }
}
