package dev.bursar.cli.cost;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Labels;
import dev.bursar.cli.client.Period;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Output;
import dev.bursar.cli.terminal.Screen;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bursar cost}. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Shows what was spent, by model, team or any other dimension.",
            "",
            "Covers --session, else $BURSAR_SESSION, else the project (--project or $BURSAR_PROJECT), else everything;"
                    + " a session in full, the rest from the month's first. Any dimension filters, * stands for any"
                    + " characters.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bursar cost --by team,model",
            "  bursar cost --from yesterday --to today --interval hour --by provider",
            "  bursar cost --team platform --by principal --csv > spend.csv",
            "  bursar cost --from 2026-10-01 --to 2026-11-01 --as-of 2026-11-06"
        })
public final class CostCommand implements Callable<Integer> {

    /** Before any event: a session is shown from its beginning, whenever that was. */
    static final String BEGINNING = "2000-01-01";

    private static final int DAYS_BY_INTERVAL = 180;

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Mixin
    private Labels labels;

    @Mixin
    private Period period;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--by",
            paramLabel = "DIMENSION,...",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "model",
            description = "What to group by, such as team,model or tags.env; 'none' for the sum alone. Default: model.")
    private List<String> by;

    @Option(
            names = "--interval",
            paramLabel = "UNIT",
            defaultValue = "none",
            description = "A row per hour, day, week or month. Default: none.")
    private String interval;

    @Option(names = "--provider", paramLabel = "NAME", description = "The provider.")
    private String provider;

    @Option(names = "--model", paramLabel = "NAME", description = "The model, as it was reported.")
    private String model;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "What the books knew at that time: a date or an instant. Default: now.")
    private String asOf;

    @Option(names = "--all", description = "Everything: $BURSAR_SESSION and $BURSAR_PROJECT do not narrow it.")
    private boolean all;

    CostCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var filters = filters();
        var groups = by.equals(List.of("none")) ? List.<String>of() : by;
        var answer = connection
                .open()
                .get(Service.AGGREGATOR, "/api/v1/metrics/costs", query(filters, groups))
                .orFail();
        var table = new CostTable(groups, interval);
        return output.print(
                answer::text,
                csv -> table.csv(Costs.read(answer.json()), csv),
                screen -> show(Costs.read(answer.json()), table, filters, screen));
    }

    private void show(Costs costs, CostTable table, Map<String, String> filters, Screen screen) {
        var out = spec.commandLine().getOut();
        caption(costs, filters, out);
        if (costs.total().calls() == 0) {
            out.println("No call was reported.");
        } else {
            table.table(costs).print(out, screen);
        }
    }

    private Query query(Map<String, String> filters, List<String> groups) {
        var query = period.addTo(Query.none(), beginning(filters));
        if (!groups.isEmpty()) {
            query.with("group_by", String.join(",", groups));
        }
        if (asOf != null) {
            query.with("as_of", asOf);
        }
        return query.with("interval", interval).with(filters);
    }

    /** A session is shown in full: in one sum from ever on, by intervals from as long ago as there may be rows. */
    private Optional<String> beginning(Map<String, String> filters) {
        if (!filters.containsKey("session")) {
            return Optional.empty();
        }
        return Optional.of(
                interval.equals("none")
                        ? BEGINNING
                        : LocalDate.ofInstant(environment.clock().instant(), period.zone())
                                .minusDays(DAYS_BY_INTERVAL)
                                .toString());
    }

    private Map<String, String> filters() {
        var filters = new LinkedHashMap<>(labels.values());
        Optional.ofNullable(provider).ifPresent(name -> filters.put("provider", name));
        Optional.ofNullable(model).ifPresent(name -> filters.put("model", name));
        if (!all && !filters.containsKey("session") && !filters.containsKey("project")) {
            environment
                    .variable("BURSAR_SESSION")
                    .ifPresentOrElse(
                            session -> filters.put("session", session),
                            () -> environment
                                    .variable("BURSAR_PROJECT")
                                    .ifPresent(project -> filters.put("project", project)));
        }
        return filters;
    }

    private void caption(Costs costs, Map<String, String> filters, PrintWriter out) {
        var zone = ZoneId.of(costs.zone());
        var scope = filters.isEmpty()
                ? "Everything"
                : filters.entrySet().stream()
                        .map(filter -> filter.getKey() + "=" + filter.getValue())
                        .collect(Collectors.joining(", "));
        boolean always = !period.hasFrom() && beginning(filters).equals(Optional.of(BEGINNING));
        var from = always ? "since the beginning" : "from " + Period.local(costs.from(), zone);
        out.println(scope + ", " + from + " to " + Period.local(costs.to(), zone) + " (" + costs.zone() + ")");
        out.println();
    }
}
