package dev.bursar.embedded;

import dev.bursar.embedded.postgres.Databases;
import dev.bursar.embedded.process.Child;
import dev.bursar.embedded.process.Jvm;
import dev.bursar.embedded.process.Lifeline;
import dev.bursar.embedded.token.TokenRequest;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How a service is started on the stack's own Kafka and PostgreSQL. */
final class ServiceLaunch {

    static final String DEFAULT_PREFIX = "bursar";

    /** Belong to the caller alone: a service has no use for the caller's token. */
    private static final Set<String> CALLERS_OWN = Set.of("BURSAR_TOKEN", "BURSAR_TOKEN_FILE", "BURSAR_HOME");

    /** {@code io.quarkus.bootstrap.runner.QuarkusEntryPoint} is the main class of every {@code quarkus-run.jar}. */
    private static final String ENTRY_POINT = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

    private final StackSettings settings;
    private final Secrets secrets;

    ServiceLaunch(StackSettings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    Child start(Service service) {
        List<String> options = new ArrayList<>(Jvm.QUICK_START);
        options.add("-Xmx512m");
        options.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        String classPath = service.jar(settings.home().apps()) + File.pathSeparator + Jvm.codeOf(Lifeline.class);
        return Child.start(
                service.label(),
                Jvm.command(options, Lifeline.class.getName(), List.of(ENTRY_POINT)),
                Jvm.environment(environment(service), classPath),
                settings.home().log(service.label()));
    }

    /** The caller's settings, under those that make the parts of this stack find each other. */
    Map<String, String> environment(Service service) {
        Home home = settings.home();
        StackPorts ports = settings.ports();
        Map<String, String> environment = new TreeMap<>();
        environment.put("BURSAR_PLUGIN_DIR", home.folder().resolve("plugins").toString());
        environment.put("BURSAR_SPOOL_DIR", home.data().resolve("spool").toString());
        environment.put("BURSAR_POLICY_FILE", home.policy().toString());
        environment.put("BURSAR_PUBLIC_URL", "http://127.0.0.1:" + ports.http(service));
        environment.put("BURSAR_TOPIC_PREFIX", DEFAULT_PREFIX);
        environment.putAll(settings.environment());
        environment.keySet().removeAll(CALLERS_OWN);

        environment.merge(
                "BURSAR_JWT_ISSUERS", TokenRequest.ISSUER + "=" + home.jwks(), (theirs, own) -> own + "," + theirs);
        environment.put("BURSAR_HTTP_PORT", Integer.toString(ports.http(service)));
        environment.put("BURSAR_MANAGEMENT_PORT", Integer.toString(ports.management(service)));
        environment.put("BURSAR_AGGREGATOR_URL", "http://127.0.0.1:" + ports.http(Service.AGGREGATOR));
        environment.put("BURSAR_KAFKA_BOOTSTRAP", "127.0.0.1:" + ports.kafka());
        environment.keySet().removeIf(name -> name.startsWith("BURSAR_DB_") || name.startsWith("BURSAR_TOKEN_KEY"));
        if (service == Service.AGGREGATOR) {
            environment.putAll(ofTheBooks());
        }
        return environment;
    }

    /** The books and the signing key are the aggregator's alone. */
    private Map<String, String> ofTheBooks() {
        return Map.of(
                "BURSAR_DB_URL",
                "postgresql://127.0.0.1:" + settings.ports().postgres() + "/" + StackSettings.DATABASE,
                "BURSAR_DB_USER",
                Databases.SERVICES,
                "BURSAR_DB_PASSWORD",
                secrets.services(),
                "BURSAR_DB_OWNER_USER",
                Databases.OWNER,
                "BURSAR_DB_OWNER_PASSWORD",
                secrets.owner(),
                "BURSAR_DB_MIGRATE",
                settings.environment().getOrDefault("BURSAR_DB_MIGRATE", "auto"),
                "BURSAR_TOKEN_KEY",
                settings.home().signingKey().toString());
    }
}
