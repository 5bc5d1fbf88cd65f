package dev.bursar.embedded;

import java.nio.file.Path;

/** The three services. */
public enum Service {
    INGEST("ingest", "usage-ingest-service"),
    AGGREGATOR("aggregator", "cost-aggregator-service"),
    GATE("gate", "policy-gate-service");

    private final String label;
    private final String module;

    Service(String label, String module) {
        this.label = label;
        this.module = module;
    }

    public String label() {
        return label;
    }

    public String module() {
        return module;
    }

    /** Its packaged jar in a checkout. */
    public Path jar(Path checkout) {
        return checkout.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
