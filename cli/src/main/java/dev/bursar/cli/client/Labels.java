package dev.bursar.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say whom a call is for; reports filter by them, where {@code *} stands for any characters. */
public final class Labels {

    private final Map<String, String> values = new LinkedHashMap<>();

    @Option(names = "--principal", paramLabel = "NAME", description = "Who the call is made for.")
    private void principal(String value) {
        values.put("principal", value);
    }

    @Option(names = "--agent", paramLabel = "NAME", description = "The kind of agent.")
    private void agent(String value) {
        values.put("agent", value);
    }

    @Option(names = "--team", paramLabel = "NAME", description = "The team.")
    private void team(String value) {
        values.put("team", value);
    }

    @Option(names = "--project", paramLabel = "NAME", description = "The project.")
    private void project(String value) {
        values.put("project", value);
    }

    @Option(names = "--mission", paramLabel = "ID", description = "The mission.")
    private void mission(String value) {
        values.put("mission", value);
    }

    @Option(names = "--step", paramLabel = "NAME", description = "The step of the mission.")
    private void step(String value) {
        values.put("step", value);
    }

    @Option(names = "--session", paramLabel = "ID", description = "The session.")
    private void session(String value) {
        values.put("session", value);
    }

    @Option(names = "--operation", paramLabel = "NAME", description = "What kind of call: chat, embeddings, ...")
    private void operation(String value) {
        values.put("operation", value);
    }

    @Option(names = "--tool", paramLabel = "NAME", description = "The program that made the call.")
    private void tool(String value) {
        values.put("tool", value);
    }

    @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "A tag; may be repeated.")
    private void tag(Map<String, String> tags) {
        tags.forEach((name, value) -> values.put("tags." + name, value));
    }

    /** Values by dimension, in the order they were given. */
    public Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Puts them into a body that takes attribution. */
    public void addTo(ObjectNode body) {
        values.forEach((name, value) -> {
            if (name.startsWith("tags.")) {
                body.withObject("/tags").put(name.substring("tags.".length()), value);
            } else {
                body.put(name, value);
            }
        });
    }
}
