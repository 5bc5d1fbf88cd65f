package dev.bursar.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Zone;
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

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = Zone.class,
            description = "Zone that days begin in. Default: this system's.")
    private ZoneId zone;

    public Period(Environment environment) {
        this.environment = environment;
    }

    /** Adds {@code from}, {@code to} and {@code zone}; {@code usualFrom} stands in where no beginning was given. */
    public Query addTo(Query query, Optional<String> usualFrom) {
        Optional.ofNullable(from).or(() -> usualFrom).ifPresent(time -> query.with("from", instant(time)));
        Optional.ofNullable(to).ifPresent(time -> query.with("to", instant(time)));
        return query.with("zone", zone().getId());
    }

    /** Puts both ends into a body as instants: from the month's first to now where they were not given. */
    public void addTo(ObjectNode body) {
        var first = LocalDate.ofInstant(environment.clock().instant(), zone()).withDayOfMonth(1);
        body.put("from", begin(from == null ? first.toString() : instant(from)));
        body.put("to", to == null ? environment.clock().instant().toString() : begin(instant(to)));
    }

    /** A date is the instant at which it begins here; what is no date is left to the service. */
    public String begin(String time) {
        try {
            return LocalDate.parse(time).atStartOfDay(zone()).toInstant().toString();
        } catch (DateTimeException e) {
            return time;
        }
    }

    public ZoneId zone() {
        return zone == null ? environment.zone() : zone;
    }

    /** Whether any of it was said. */
    public boolean isGiven() {
        return from != null || to != null || zone != null;
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
