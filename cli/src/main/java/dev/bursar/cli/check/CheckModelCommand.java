package dev.bursar.cli.check;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Labels;
import dev.bursar.cli.terminal.Count;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.contract.Json;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar check model}. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Asks whether a model call of this size may be made.",
            "",
            "Shows what it would cost at worst against each budget that matches, and when it is denied, how many tokens"
                    + " out would fit.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  bursar check model anthropic/claude-sonnet-4-5 --input-tokens 12000 \\",
            "      --max-output-tokens 4000 --principal coder-1 --team platform"
        })
final class CheckModelCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Mixin
    private Labels labels;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "[PROVIDER/]MODEL",
            description = "The model, as in anthropic/claude-sonnet-4-5. Without a provider its maker's is meant, or"
                    + " that of the only provider that has it.")
    private String model;

    @Option(
            names = "--input-tokens",
            paramLabel = "N",
            converter = Count.class,
            required = true,
            description = "Tokens that would go in.")
    private long inputTokens;

    @Option(
            names = "--max-output-tokens",
            paramLabel = "N",
            converter = Count.class,
            required = true,
            description = "The most that would come out.")
    private long maxOutputTokens;

    @Option(names = "--json", description = "Print the gate's answer as it came.")
    private boolean json;

    CheckModelCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var command = spec.commandLine();
        var asker = new Asker(connection.open(), environment, command.getOut(), command.getErr());
        var context = Json.object();
        labels.addTo(context);
        context.remove("principal");
        context.put("input_tokens", inputTokens).put("max_output_tokens", maxOutputTokens);
        var who = asker.principal(Optional.ofNullable(labels.values().get("principal")));
        return asker.ask(new Question(who, "llm_call", "model", model, context), json);
    }
}
