package dev.bursar.cli.rates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.cli.terminal.Screen;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar rates import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Takes prices over from a file of LiteLLM's or genai-prices'.",
            "",
            "Shows what would change and changes nothing, until --apply is given. A file with a malformed price is"
                    + " refused whole. bursar rates undo takes an import back.",
            ""
        })
final class RatesImportCommand implements Callable<Integer> {

    private static final List<String> FORMATS = List.of("litellm", "genai-prices");

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "litellm (model_prices_and_context_window.json) or genai-prices (data.json).")
    private String format;

    @Option(names = "--provider", paramLabel = "PROVIDER", description = "Only this provider's models.")
    private String provider;

    @Option(names = "--from", paramLabel = "DATE", description = "Since when prices without a date hold. Default: now.")
    private LocalDate from;

    @Option(names = "--as-of", paramLabel = "DATE", description = "The day of the file's figures. Default: today.")
    private LocalDate asOf;

    @Option(names = "--apply", description = "Do it.")
    private boolean apply;

    @Option(names = "--json", description = "Print the API's answer as it came.")
    private boolean json;

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file;

    @Spec
    private CommandSpec spec;

    RatesImportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (!FORMATS.contains(format)) {
            throw new ParameterException(
                    spec.commandLine(), "There is no --format " + format + ": " + String.join(" or ", FORMATS));
        }
        var order = Json.object().put("format", format).put("dry_run", !apply);
        order.set("data", read());
        if (provider != null) {
            order.put("provider", provider);
        }
        if (from != null) {
            order.put("effective_from", from.toString());
        }
        if (asOf != null) {
            order.put("as_of", asOf.toString());
        }
        var answer = connection
                .open()
                .post(Service.AGGREGATOR, RatesCommand.PATH + "/import", order)
                .orFail();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.text());
        } else {
            new ImportText(answer.json()).print(out, Screen.of(environment));
        }
        return Exit.DONE;
    }

    private JsonNode read() {
        var path = environment.folder().resolve(file);
        try {
            return Json.read(Files.readAllBytes(path));
        } catch (JsonProcessingException e) {
            throw new CommandFailure(path + ": " + Json.where(e), e);
        } catch (IOException e) {
            throw CommandFailure.unreadable(path, e);
        }
    }
}
