package dev.bursar.cli.demo;

import java.util.List;

/**
 * One of the demo's agents.
 *
 * @param share of the calls, relative to the others
 * @param steps of each of its missions, in order
 * @param images what it asks the gate to start
 */
record Agent(
        String principal,
        String kind,
        String team,
        String project,
        String tool,
        int share,
        List<String> steps,
        List<ModelUse> models,
        List<String> images) {

    /** A model and how it is used: the sizes are what is usual, a call varies around them. */
    record ModelUse(
            String provider,
            String model,
            int share,
            int input,
            int cacheRead,
            int cacheWrite,
            int output,
            int reasoning,
            int searches) {}

    private static final List<String> CODING = List.of("proposal", "implement", "test", "review");
    private static final ModelUse SONNET =
            new ModelUse("anthropic", "claude-sonnet-4-5", 7, 1_400, 38_000, 2_600, 900, 0, 0);
    private static final ModelUse HAIKU = new ModelUse("anthropic", "claude-haiku-4-5", 3, 2_200, 6_000, 0, 260, 0, 0);
    private static final ModelUse GPT = new ModelUse("openai", "gpt-5.4", 4, 6_500, 22_000, 0, 700, 1_900, 0);
    private static final ModelUse GPT_MINI = new ModelUse("openai", "gpt-5.4-mini", 6, 3_100, 4_000, 0, 420, 350, 0);
    private static final ModelUse GEMINI_PRO =
            new ModelUse("google", "gemini-2.5-pro", 5, 18_000, 9_000, 0, 1_300, 2_400, 0);
    private static final ModelUse GEMINI_FLASH =
            new ModelUse("google", "gemini-2.5-flash", 5, 7_500, 2_000, 0, 600, 300, 0);
    private static final ModelUse SEARCHING =
            new ModelUse("anthropic", "claude-sonnet-4-5", 2, 9_000, 0, 0, 1_100, 0, 3);

    /** Has no rate card unless someone declares it: the reports say so. */
    private static final ModelUse LOCAL = new ModelUse("ollama", "qwen3-coder:30b", 1, 2_400, 0, 0, 380, 0, 0);

    static final List<Agent> ALL = List.of(
            new Agent(
                    "coder-1",
                    "coder",
                    "platform",
                    "hypercode",
                    "claude",
                    30,
                    CODING,
                    List.of(SONNET, HAIKU),
                    List.of("python:3.9-slim", "postgres:15", "ubuntu:latest")),
            new Agent(
                    "coder-2",
                    "coder",
                    "platform",
                    "hypercode",
                    "claude",
                    22,
                    CODING,
                    List.of(SONNET, HAIKU, LOCAL),
                    List.of("node:18-alpine", "docker.io/library/python:3.9-slim", "evil.com/python:3.9-slim")),
            new Agent(
                    "reviewer-1",
                    "reviewer",
                    "platform",
                    "hypercode",
                    "codex",
                    14,
                    List.of("read", "comment"),
                    List.of(GPT, GPT_MINI),
                    List.of("python:3.9-slim")),
            new Agent(
                    "researcher-1",
                    "researcher",
                    "research",
                    "atlas",
                    "gemini",
                    12,
                    List.of("search", "read", "summarise"),
                    List.of(GEMINI_PRO, GEMINI_FLASH, SEARCHING),
                    List.of("python:3.12-slim")),
            new Agent(
                    "analyst-1",
                    "analyst",
                    "finance",
                    "forecast",
                    "codex",
                    12,
                    List.of("query", "chart", "explain"),
                    List.of(GPT_MINI, GEMINI_FLASH),
                    List.of("postgres:15")),
            new Agent(
                    "helpdesk-1",
                    "assistant",
                    "support",
                    "helpdesk",
                    "claude",
                    10,
                    List.of("triage", "answer"),
                    List.of(HAIKU, GEMINI_FLASH),
                    List.of()));
}
