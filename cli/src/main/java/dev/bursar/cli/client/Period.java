package dev.bursar.cli.client;

import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which time a report covers. */
public final class Period {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Environment environment;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "From when on: a date, an instant, 'today' or 'yesterday'. Default: the month's first.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Until when, exclusive. Default: now.")
    private String to;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Zone that days begin in. Default: this system's.")
    private String zone;

    public Period(Environment environment) {
        this.environment = environment;
    }

    /** Adds {@code from}, {@code to} and {@code zone}; {@code usualFrom} stands in where no beginning was given. */
    public Query addTo(Query query, Optional<String> usualFrom) {
        Optional.ofNullable(from).or(() -> usualFrom).ifPresent(time -> query.with("from", instant(time)));
        Optional.ofNullable(to).ifPresent(time -> query.with("to", instant(time)));
        return query.with("zone", zone().getId());
    }

    /** @throws CommandFailure a zone that is none */
    public ZoneId zone() {
        if (zone == null) {
            return environment.zone();
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new CommandFailure("--zone: no such time zone: " + zone + "; try Europe/Berlin or UTC", e);
        }
    }

    public boolean hasFrom() {
        return from != null;
    }

    /** An instant of the API's as a local time, or the text itself where it is none. */
    public static String local(String instant, ZoneId zone) {
        try {
            return SHOWN.format(ZonedDateTime.parse(instant).withZoneSameInstant(zone));
        } catch (DateTimeException e) {
            return instant;
        }
    }

    private String instant(String time) {
        var today = LocalDate.ofInstant(environment.clock().instant(), zone());
        return switch (time) {
            case "today" -> today.toString();
            case "yesterday" -> today.minusDays(1).toString();
            default -> time;
        };
    }
}
