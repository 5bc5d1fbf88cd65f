package dev.bursar.aggregator.ledger;

import dev.bursar.contract.pricing.Cost;
import dev.bursar.contract.pricing.CostState;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.UnpricedReason;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.EventIdentity;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A row of the table {@code ledger_entry} as a record. */
public final class LedgerRow {

    /** What {@link #read} needs of the table, for a {@code SELECT} that begins with it. */
    public static final String COLUMNS = """
            id, posted_at, identity, revision, kind, corrects, corrects_month, occurred_at, billing_period, source,
            event_id, response_id, principal, agent, team, project, mission, step, session, operation, tool, provider,
            model, model_canonical, service_tier, region, tags::text, outcome, duration_ms, calls, input, cache_read,
            cache_write_5m, cache_write_1h, output, reasoning, other_usage::text, cost, estimated_cost, reported_cost,
            cost_state, unpriced_reason, card_id, card_version, card_effective_from, derivation::text, approximate, hold,
            given::text
            """;

    /** The meters that have columns of their own. */
    static final List<Meter> METERS = List.of(
            Meter.INPUT, Meter.CACHE_READ, Meter.CACHE_WRITE_5M, Meter.CACHE_WRITE_1H, Meter.OUTPUT, Meter.REASONING);

    /** The driver looks names up one by one, which for so many columns takes longer than all the rest. */
    private static final Map<String, Integer> POSITIONS = positions();

    private LedgerRow() {}

    private static Map<String, Integer> positions() {
        var names = COLUMNS.replace("::text", "").strip().split(",\\s*");
        var positions = new HashMap<String, Integer>();
        for (int i = 0; i < names.length; i++) {
            positions.put(names[i], i);
        }
        return Map.copyOf(positions);
    }

    public static LedgerEntry read(Row row) {
        var postedAt = instant(row, "posted_at");
        return new LedgerEntry(
                EntryId.of(postedAt, row.getLong(at("id"))),
                postedAt,
                identity(row.getBuffer(at("identity")).getBytes()),
                row.getInteger(at("revision")),
                LedgerEntry.Kind.of(row.getString(at("kind"))),
                corrects(row),
                event(row),
                instant(row, "occurred_at"),
                YearMonth.from(row.getLocalDate(at("billing_period"))),
                dimensions(row),
                row.getString(at("model_canonical")),
                usage(row),
                row.getInteger(at("calls")),
                cost(row),
                Optional.ofNullable(row.getBigDecimal(at("estimated_cost"))),
                Optional.ofNullable(row.getBigDecimal(at("reported_cost"))),
                text(row, "hold"),
                text(row, "given").map(EntryColumns::readGiven).orElse(Given.PLAIN));
    }

    static EventIdentity identity(byte[] sha256) {
        return new EventIdentity(HexFormat.of().formatHex(sha256));
    }

    private static Optional<EntryId> corrects(Row row) {
        return Optional.ofNullable(row.getLong(at("corrects")))
                .map(number -> new EntryId(YearMonth.from(row.getLocalDate(at("corrects_month"))), number));
    }

    private static LedgerEntry.Event event(Row row) {
        var duration = row.getLong(at("duration_ms"));
        return new LedgerEntry.Event(
                row.getString(at("source")),
                row.getString(at("event_id")),
                text(row, "response_id"),
                row.getString(at("outcome")),
                duration == null ? OptionalLong.empty() : OptionalLong.of(duration));
    }

    private static Dimensions dimensions(Row row) {
        var values = new TreeMap<String, String>();
        Dimensions.NAMES.forEach(name -> text(row, name).ifPresent(value -> values.put(name, value)));
        text(row, "tags")
                .ifPresent(tags -> EntryColumns.readTags(tags)
                        .forEach((name, value) -> values.put(Dimensions.TAG_PREFIX + name, value)));
        return Dimensions.of(values);
    }

    private static Usage usage(Row row) {
        var counts = new TreeMap<Meter, Long>();
        METERS.forEach(meter -> {
            var count = row.getLong(at(meter.name()));
            if (count != null) {
                counts.put(meter, count);
            }
        });
        text(row, "other_usage").ifPresent(other -> counts.putAll(EntryColumns.readOtherUsage(other)));
        return Usage.of(counts);
    }

    private static Cost cost(Row row) {
        return new Cost(
                CostState.of(row.getString(at("cost_state"))),
                row.getBigDecimal(at("cost")),
                text(row, "unpriced_reason").map(UnpricedReason::of),
                text(row, "card_id")
                        .map(id -> new RateCard.Reference(
                                id, row.getInteger(at("card_version")), instant(row, "card_effective_from"))),
                EntryColumns.readLines(row.getString(at("derivation"))),
                row.getBoolean(at("approximate")));
    }

    private static int at(String column) {
        return POSITIONS.get(column);
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(at(column)));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(at(column)).toInstant();
    }
}
