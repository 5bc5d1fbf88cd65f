package dev.bursar.benchmark;

import dev.bursar.contract.CloudEvent;
import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.contract.budget.AccountJson;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.AccountState;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.BudgetJson;
import dev.bursar.contract.budget.BudgetReader;
import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.embedded.kafka.Kafka;
import dev.bursar.embedded.kafka.KafkaSettings;
import dev.bursar.embedded.kafka.TopicSetup;
import dev.bursar.embedded.process.Child;
import dev.bursar.embedded.process.Jvm;
import dev.bursar.embedded.process.Lifeline;
import dev.bursar.embedded.process.Ports;
import dev.bursar.embedded.token.SigningKey;
import dev.bursar.embedded.token.TokenRequest;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A packaged gate with books to answer from, and the bare route beside it; both in JVMs of the same settings. */
final class GateUnderLoad implements AutoCloseable {

    static final int BUDGETS = 20;
    static final int ACCOUNTS = 1_000;

    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Topics topics = Topics.DEFAULT;
    private final Kafka kafka;
    private final KafkaProducer<String, byte[]> producer;
    private final Child gate;
    private final Child bare;
    private final Thread heart;
    final List<Integer> ports = Ports.free(3);
    final String token;
    final HttpClient client = HttpClient.newHttpClient();

    GateUnderLoad(Path checkout) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("bursar-gate-benchmark-");
        var servers = Ports.free(2);
        kafka = Kafka.launch(
                new KafkaSettings(
                        folder.resolve("kafka/data"), folder.resolve("kafka.log"), servers.get(0), servers.get(1)),
                List.of());
        kafka.awaitReady();
        new TopicSetup(topics).create(kafka.settings().bootstrap());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.settings().bootstrap()),
                new StringSerializer(),
                new ByteArraySerializer());
        publish();
        heart = new Thread(this::beat, "heart");
        heart.setDaemon(true);
        heart.start();
        token = keysAndToken();
        gate = startGate(checkout);
        bare = startBare();
        awaitReady();
    }

    int gatePort() {
        return ports.get(0);
    }

    int managementPort() {
        return ports.get(1);
    }

    int barePort() {
        return ports.get(2);
    }

    private String keysAndToken() throws IOException {
        var key = SigningKey.generate();
        Files.writeString(folder.resolve("jwks.json"), key.jwks());
        var request = TokenRequest.of("coder-1", List.of("caller"), Duration.ofHours(1))
                .withTeam("platform");
        var signed = request.signedBy(key, TokenRequest.ISSUER, Instant.now());
        Files.writeString(folder.resolve("token"), signed);
        return signed;
    }

    private Child startGate(Path checkout) {
        var module = checkout.resolve("policy-gate-service");
        var environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("BURSAR_"));
        environment.put("BURSAR_HTTP_PORT", Integer.toString(gatePort()));
        environment.put("BURSAR_MANAGEMENT_PORT", Integer.toString(managementPort()));
        environment.put("BURSAR_KAFKA_BOOTSTRAP", kafka.settings().bootstrap());
        environment.put("BURSAR_JWT_ISSUERS", TokenRequest.ISSUER + "=" + folder.resolve("jwks.json"));
        environment.put("BURSAR_SPOOL_DIR", folder.resolve("spool").toString());
        environment.put(
                "BURSAR_POLICY_FILE",
                checkout.resolve("deploy/embedded/src/main/resources/dev/bursar/embedded/policy.yaml")
                        .toString());
        var jar = module.resolve("target/quarkus-app/quarkus-run.jar");
        return start(
                "gate",
                List.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
                List.of("io.quarkus.bootstrap.runner.QuarkusEntryPoint"),
                jar + File.pathSeparator + Jvm.codeOf(Lifeline.class),
                environment);
    }

    private Child startBare() {
        var arguments = List.of(
                BareRoute.class.getName(),
                Integer.toString(barePort()),
                folder.resolve("token").toString());
        return start("bare", List.of(), arguments, Jvm.ownClassPath(), System.getenv());
    }

    private Child start(
            String name, List<String> more, List<String> arguments, String classPath, Map<String, String> environment) {
        var options = new java.util.ArrayList<>(JVM);
        options.addAll(more);
        return Child.start(
                name,
                Jvm.command(options, Lifeline.class.getName(), arguments),
                Jvm.environment(environment, classPath),
                folder.resolve(name + ".log"));
    }

    private void awaitReady() throws InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (!answers(managementPort(), "/q/health/ready", 200) || !answers(barePort(), "/", 404)) {
            if (Instant.now().isAfter(deadline) || !gate.isAlive() || !bare.isAlive()) {
                throw new IllegalStateException("gate or bare route do not start, see " + folder);
            }
            Thread.sleep(100);
        }
    }

    private boolean answers(int port, String path, int expected) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == expected;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Every third budget matches the caller; one has an account for each of many principals. */
    private void publish() throws IOException {
        BuiltInRateCards.load()
                .all()
                .forEach(card -> send(
                        topics.rates(),
                        card.id() + "@" + card.version(),
                        new CloudEvent(
                                CloudEvent.RATE_CARD,
                                "benchmark",
                                card.id(),
                                Instant.now(),
                                RateCardJson.write(card))));
        for (int i = 0; i < BUDGETS; i++) {
            var team = i % 3 == 0 ? "platform" : "team-" + i;
            var budget = BudgetReader.read(
                    "budget-" + i,
                    Json.read("{\"match\": {\"team\": \"" + team + "\"}, \"per\": [\"principal\"],"
                            + " \"limit\": {\"usd\": \"1000\"}, \"window\": {\"calendar\": \"day\"}}"));
            send(
                    topics.budgets(),
                    budget.id(),
                    new CloudEvent(
                            CloudEvent.BUDGET, "benchmark", budget.id(), Instant.now(), BudgetJson.write(budget)));
            for (int principal = 0; i == 0 && principal < ACCOUNTS; principal++) {
                spent(budget, budget.id() + "/principal=coder-" + principal);
            }
        }
        producer.flush();
    }

    private void spent(Budget budget, String key) {
        var now = Instant.now();
        var spend = new AccountState.Spend(budget.window().at(now), new BigDecimal("1.25"));
        var account = AccountKey.parse(key).orElseThrow();
        var state = new AccountState(account, 1, 1, BigDecimal.ZERO, false, List.of(spend), now);
        var body = AccountJson.write(state, state.in(spend.window(), budget.limit()));
        send(topics.budgetStates(), key, new CloudEvent(CloudEvent.BUDGET_STATE, "benchmark", key, now, body));
    }

    private void beat() {
        while (!Thread.currentThread().isInterrupted()) {
            var now = Instant.now();
            var body = Json.object().put("at", now.toString()).put("epoch", 1).put("published_through", now.toString());
            send(
                    topics.budgets(),
                    Topics.HEARTBEAT_KEY,
                    new CloudEvent(
                            CloudEvent.HEARTBEAT, "benchmark", UUID.randomUUID().toString(), now, body));
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void send(String topic, String key, CloudEvent event) {
        producer.send(new ProducerRecord<>(topic, key, event.bytes()));
    }

    @Override
    public void close() {
        gate.stop(Duration.ofSeconds(12));
        bare.stop(Duration.ofSeconds(2));
        heart.interrupt();
        producer.close(Duration.ofSeconds(2));
        kafka.kill();
    }
}
