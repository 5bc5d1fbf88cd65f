package dev.bursar.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.check.Question;
import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Progress;
import dev.bursar.contract.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the demo's agents ask the gate: images and model calls, some of which it denies. */
final class DemoQuestions {

    private static final String EVALUATION = "/access/v1/evaluation";
    private static final int ROUNDS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Api api;

    /** How many were asked, and how many of them permitted. */
    record Tally(int asked, int permitted) {}

    DemoQuestions(Api api) {
        this.api = api;
    }

    Tally ask(Progress progress) throws InterruptedException {
        awaitDeny(modelCall(exhausted()));
        var questions = questions();
        int permitted = 0;
        for (int i = 0; i < questions.size(); i++) {
            progress.at(i, questions.size());
            permitted += isPermitted(questions.get(i)) ? 1 : 0;
        }
        progress.at(questions.size(), questions.size());
        progress.end();
        return new Tally(questions.size(), permitted);
    }

    static List<Question> questions() {
        var questions = new ArrayList<Question>();
        for (int round = 0; round < ROUNDS; round++) {
            for (var agent : Agent.ALL) {
                agent.images().forEach(image -> questions.add(image(agent, image)));
                questions.add(modelCall(agent));
            }
        }
        return questions;
    }

    private static Question image(Agent agent, String image) {
        var context = context(agent);
        context.putObject("arguments").put("image", image);
        return new Question(agent.principal(), "docker_run", "container_image", image, context);
    }

    private static Question modelCall(Agent agent) {
        var model = agent.models().get(0);
        var context = context(agent).put("input_tokens", 12_000).put("max_output_tokens", 4_000);
        return new Question(agent.principal(), "llm_call", "model", model.provider() + "/" + model.model(), context);
    }

    private static ObjectNode context(Agent agent) {
        var context = Json.object()
                .put("agent", agent.kind())
                .put("team", agent.team())
                .put("project", agent.project());
        context.putObject("tags").put(DemoCall.TAG, "true");
        return context;
    }

    private static Agent exhausted() {
        return Agent.ALL.stream()
                .filter(agent -> agent.project().equals("helpdesk"))
                .findFirst()
                .orElseThrow();
    }

    /** The gate hears of the used-up budget a moment after the ledger; without it the demo shows less, so no failure. */
    private void awaitDeny(Question question) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isPermitted(question) && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    private boolean isPermitted(Question question) {
        return api.post(Service.GATE, EVALUATION, question.json())
                .orFail()
                .json()
                .path("decision")
                .asBoolean(false);
    }
}
