package dev.bursar.cli.budget;

import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Listing;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.cli.terminal.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar budget watch}. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Shows budgets as they fill, until Ctrl-C.",
            "",
            "Into a file or a pipe it writes one picture after another.",
            ""
        })
final class BudgetWatchCommand implements Callable<Integer> {

    /** Cursor home, then erase to the end: what was there is written over, so nothing flickers. */
    private static final String HOME = "\033[H";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String ERASE_LINE = "\033[K";
    private static final String ERASE_BELOW = "\033[J";
    private static final String ERASE_ALL = "\033[2J";

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "The budgets; all of them when none is named.")
    private List<String> ids = List.of();

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "Seconds between two looks. Default: 2.")
    private int every;

    @Option(names = "--times", paramLabel = "N", description = "End after so many looks.")
    private Integer times;

    BudgetWatchCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        var api = connection.open();
        var out = spec.commandLine().getOut();
        if (environment.terminal()) {
            out.print(ERASE_ALL);
        }
        for (int look = 0; times == null || look < times; look++) {
            if (look > 0) {
                TimeUnit.SECONDS.sleep(Math.max(1, every));
            }
            draw(picture(api), out);
        }
        return Exit.DONE;
    }

    private String picture(Api api) {
        var chosen = ids.isEmpty()
                ? Listing.read(api, Service.AGGREGATOR, "/api/v1/budgets").items().stream()
                        .map(budget -> budget.path("id").asText())
                        .toList()
                : ids;
        var screen = Screen.of(environment);
        var text = new StringWriter();
        var page = new PrintWriter(text);
        var now = environment.clock().instant().atZone(environment.zone());
        page.println(TIME.format(now) + " (" + environment.zone().getId() + ")");
        for (var id : chosen) {
            page.println();
            BudgetView.read(api, id, environment.zone()).printBriefly(page, screen);
        }
        if (chosen.isEmpty()) {
            page.println("No budgets yet.");
        }
        page.flush();
        return text.toString();
    }

    private void draw(String picture, PrintWriter out) {
        if (environment.terminal()) {
            out.print(
                    HOME + picture.replace(System.lineSeparator(), ERASE_LINE + System.lineSeparator()) + ERASE_BELOW);
        } else {
            out.println(picture);
        }
        out.flush();
    }
}
