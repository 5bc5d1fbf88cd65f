package dev.bursar.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * Shows a person the texts of an output that is for programs: the final text as the tool's own text mode would, what
 * leads to it as progress.
 */
final class Transcript {

    private static final String TYPE = "type";
    private static final String TEXT = "text";

    private final String tool;
    private final Consumer<String> answer;
    private final Consumer<String> progress;
    /** A text that is the final one unless another follows; null where there is none. */
    private String last;

    private boolean openLine;

    /**
     * @param answer takes pieces of the final text, line ends included
     * @param progress takes lines
     */
    Transcript(String tool, Consumer<String> answer, Consumer<String> progress) {
        this.tool = tool;
        this.answer = answer;
        this.progress = progress;
    }

    void document(ObjectNode document) {
        switch (tool) {
            case "claude" -> claude(document);
            case "gemini" -> gemini(document);
            default -> codex(document);
        }
    }

    /** A line that is no document: the tool did not do as it was told, or tells why it can't. */
    void line(String line) {
        endLine();
        answer.accept(line + "\n");
    }

    void end() {
        finish();
        endLine();
    }

    private void claude(ObjectNode document) {
        switch (document.path(TYPE).asText()) {
            case "assistant" ->
                document.path("message").path("content").forEach(block -> {
                    if (block.path(TYPE).asText().equals(TEXT)) {
                        hold(block.path(TEXT).asText());
                    } else if (block.path(TYPE).asText().equals("tool_use")) {
                        step(block.path("name"));
                    }
                });
            case "result" -> {
                if (document.path("result").isTextual()) {
                    last = document.path("result").textValue();
                }
                document.path("errors").forEach(this::step);
                finish();
            }
            default -> {
                // Nothing for a person.
            }
        }
    }

    private void gemini(ObjectNode document) {
        if (document.path("response").isTextual()) {
            last = document.path("response").textValue();
            finish();
        }
        switch (document.path(TYPE).asText()) {
            case "message" -> {
                if (document.path("role").asText().equals("assistant")) {
                    piece(document.path("content").asText());
                }
            }
            case "tool_use" -> {
                endLine();
                step(document.path("tool_name"));
            }
            case "result" -> {
                endLine();
                step(document.path("error").path("message"));
            }
            default -> {
                // Nothing for a person.
            }
        }
    }

    private void codex(ObjectNode document) {
        var item = document.path("item");
        switch (document.path(TYPE).asText()) {
            case "item.started" -> step(item.path("command"));
            case "item.completed" -> {
                if (item.path(TYPE).asText().equals("agent_message")) {
                    hold(item.path(TEXT).asText());
                }
            }
            case "turn.completed" -> finish();
            case "error" -> step(document.path("message"));
            default -> {
                // Nothing for a person.
            }
        }
    }

    private void step(JsonNode what) {
        if (what.isTextual()) {
            progress.accept(what.textValue());
        }
    }

    private void hold(String text) {
        if (last != null) {
            progress.accept(last);
        }
        last = text;
    }

    private void finish() {
        if (last != null) {
            piece(last);
            endLine();
            last = null;
        }
    }

    private void piece(String text) {
        if (!text.isEmpty()) {
            answer.accept(text);
            openLine = !text.endsWith("\n");
        }
    }

    private void endLine() {
        if (openLine) {
            answer.accept("\n");
            openLine = false;
        }
    }
}
