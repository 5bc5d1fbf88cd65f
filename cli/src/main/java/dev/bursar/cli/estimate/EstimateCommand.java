package dev.bursar.cli.estimate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Count;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar estimate}. */
@Command(
        name = "estimate",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Says what a call will cost, at its worst and as expected.",
            "",
            "A text is counted by the model's own tokenizer where that is public (OpenAI), else approximately; the"
                    + " answer says which.",
            ""
        })
public final class EstimateCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Parameters(
            paramLabel = "[PROVIDER/]MODEL",
            description = "The model, as in anthropic/claude-sonnet-4-6. Without a provider its maker's is meant, or"
                    + " that of the only provider that has it.")
    private String model;

    @ArgGroup(multiplicity = "1")
    private Input input;

    /** One of them. */
    static final class Input {

        @Option(names = "--input-tokens", paramLabel = "N", converter = Count.class, description = "Tokens that go in.")
        private Long tokens;

        @Option(names = "--text", paramLabel = "TEXT", description = "The text that goes in.")
        private String text;

        @Option(names = "--file", paramLabel = "FILE", description = "A file with the text that goes in.")
        private Path file;

        @Option(
                names = "--messages",
                paramLabel = "FILE",
                description = "A JSON file with the messages of a chat, or a request with messages and tools.")
        private Path messages;
    }

    @Option(
            names = "--max-output-tokens",
            required = true,
            paramLabel = "N",
            converter = Count.class,
            description = "The most tokens that may come out.")
    private long maxOutputTokens;

    @Option(
            names = "--expected-output-tokens",
            paramLabel = "N",
            converter = Count.class,
            description = "How many probably will. Default: a quarter of the most.")
    private Long expectedOutputTokens;

    @Option(names = "--service-tier", paramLabel = "TIER", description = "batch, flex, priority, ...")
    private String serviceTier;

    @Option(names = "--json", description = "Print the API's answer as it came.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    EstimateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var order = Json.object();
        addAddress(order);
        order.put("max_output_tokens", maxOutputTokens);
        addInput(order);
        if (expectedOutputTokens != null) {
            order.put("expected_output_tokens", expectedOutputTokens);
        }
        if (serviceTier != null) {
            order.put("service_tier", serviceTier);
        }
        var answer = connection
                .open()
                .post(Service.AGGREGATOR, "/api/v1/estimates", order)
                .orFail();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.text());
        } else {
            new EstimateText(answer.json()).print(out);
        }
        return Exit.DONE;
    }

    /** A model's name alone finds its provider on the server, by the cards that count there. */
    private void addAddress(ObjectNode order) {
        int slash = model.indexOf('/');
        if (slash > 0) {
            order.put("provider", model.substring(0, slash));
        }
        order.put("model", slash > 0 ? model.substring(slash + 1) : model);
    }

    private void addInput(ObjectNode order) {
        if (input.tokens != null) {
            order.put("input_tokens", input.tokens);
        } else if (input.text != null) {
            order.put("input_text", input.text);
        } else if (input.file != null) {
            order.put("input_text", read(input.file));
        } else {
            addChat(order, json(input.messages));
        }
    }

    /** The messages alone, or a request that has them, and tools perhaps. */
    private static void addChat(ObjectNode order, JsonNode read) {
        order.set("messages", read.has("messages") ? read.get("messages") : read);
        if (read.hasNonNull("tools")) {
            order.set("tools", read.get("tools"));
        }
    }

    private JsonNode json(Path file) {
        try {
            return Json.read(read(file));
        } catch (JsonProcessingException e) {
            throw new CommandFailure(file + ": " + Json.where(e), e);
        }
    }

    private String read(Path file) {
        try {
            return Files.readString(environment.folder().resolve(file));
        } catch (IOException e) {
            throw CommandFailure.unreadable(file, e);
        }
    }
}
