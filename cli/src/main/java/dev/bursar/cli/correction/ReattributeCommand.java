package dev.bursar.cli.correction;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.terminal.Exit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bursar reattribute}. */
@Command(
        name = "reattribute",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Gives events in the books another team, project or any other label.",
            "",
            "What they cost stays. The ledger is not edited: what was booked is taken back and booked again, and the"
                    + " budgets of the event's time move. Try --dry-run first.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bursar reattribute --team platfrom --set team=platform --dry-run",
            "  bursar reattribute --from 2026-10-01 --mission m-42 --set project=x --set tags.env="
        })
public final class ReattributeCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private Selection selection;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--set",
            required = true,
            paramLabel = "NAME=VALUE",
            description = "A label and its new value, none to take it away; may be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Override
    public Integer call() {
        var body = selection.body();
        var values = body.putObject("set");
        set.forEach((name, value) -> values.put(name, value == null || value.isEmpty() ? null : value));
        new Correction(
                        connection.open(),
                        "/api/v1/reattributions",
                        spec.commandLine().getErr())
                .run(body, spec.commandLine().getOut(), selection.json());
        return Exit.DONE;
    }
}
