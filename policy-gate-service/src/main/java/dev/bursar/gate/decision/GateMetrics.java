package dev.bursar.gate.decision;

import dev.bursar.contract.policy.Reason;
import dev.bursar.gate.adapter.Adapters;
import dev.bursar.gate.adapter.Launch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What is measured of the gate's decisions. */
@Singleton
class GateMetrics {

    /** Decisions by action, decision and reason. */
    static final String DECISIONS = "bursar.gate.decisions";

    /** From a request's arrival to its verdict. */
    static final String DECISION = "bursar.gate.decision";

    static final String ACTION = "action";
    static final String ANSWER = "decision";
    static final String REASON = "reason";

    /** Stands for every action that anyone could have made up. */
    static final String OTHER = "other";

    /**
     * Counted from the start: Prometheus sees an increase only in what was there before. The other names of tools come
     * when they are first asked for.
     */
    private static final List<String> FORESEEN = Stream.concat(
                    Stream.of(EvaluationRequest.MODEL_CALL, OTHER),
                    Stream.of(Launch.Act.values()).map(Launch.Act::action))
            .toList();

    private final MeterRegistry registry;
    private final Timer latency;
    private final Map<Labels, Counter> counters = new ConcurrentHashMap<>();

    private record Labels(String action, boolean permitted, String reason) {}

    GateMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.latency = Timer.builder(DECISION)
                .description("From a request's arrival to its verdict")
                .serviceLevelObjectives(
                        Duration.ofNanos(50_000),
                        Duration.ofNanos(100_000),
                        Duration.ofNanos(250_000),
                        Duration.ofNanos(500_000),
                        Duration.ofMillis(1),
                        Duration.ofNanos(2_500_000),
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1))
                .register(registry);
        FORESEEN.forEach(action -> Stream.of(Reason.values())
                .map(reason -> new Labels(action, reason == Reason.PERMITTED, reason.code()))
                .forEach(labels -> counters.put(labels, counter(labels))));
    }

    void count(Decision decision) {
        var tool = LaunchRules.tool(decision.request());
        boolean known = decision.request().isModelCall() || Adapters.isBuiltIn(tool);
        var action = decision.request().isModelCall() ? EvaluationRequest.MODEL_CALL : known ? tool : OTHER;
        var labels = new Labels(
                action,
                decision.verdict().permits(),
                decision.verdict().reason().code());
        counters.computeIfAbsent(labels, this::counter).increment();
        latency.record(decision.latency());
    }

    private Counter counter(Labels labels) {
        return Counter.builder(DECISIONS)
                .description("Decisions by action, decision and reason")
                .tag(ACTION, labels.action())
                .tag(ANSWER, labels.permitted() ? "permit" : "deny")
                .tag(REASON, labels.reason())
                .register(registry);
    }
}
