package dev.bursar.cli.client;

/** One of the three services that commands talk to. */
public enum Service {
    INGEST("usage-ingest-service", "BURSAR_INGEST_URL", "http://127.0.0.1:8471"),
    AGGREGATOR("cost-aggregator-service", "BURSAR_AGGREGATOR_URL", "http://127.0.0.1:8472"),
    GATE("policy-gate-service", "BURSAR_GATE_URL", "http://127.0.0.1:8473");

    private final String title;
    private final String variable;
    private final String usual;

    Service(String title, String variable, String usual) {
        this.title = title;
        this.variable = variable;
        this.usual = usual;
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** The environment variable with its address. */
    public String variable() {
        return variable;
    }

    /** The address of the embedded stack's. */
    public String usualAddress() {
        return usual;
    }
}
