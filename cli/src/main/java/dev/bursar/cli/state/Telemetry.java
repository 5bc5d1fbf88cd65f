package dev.bursar.cli.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.CostState;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.usage.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code telemetry} section: calls, their total, and the running totals that later runs go on from. What it holds does
 * not depend on the order in which runs were added, nor on how often.
 */
public final class Telemetry {

    private static final String CALLS = "calls";
    private static final String TOTAL = "total_cost_usd";
    private static final String SERIES = "series";

    private final ObjectNode section;

    Telemetry(ObjectNode section) {
        this.section = section;
        requireType(CALLS, section.path(CALLS).isArray());
        requireType(SERIES, section.path(SERIES).isObject());
    }

    private void requireType(String name, boolean fits) {
        if (!fits && section.hasNonNull(name)) {
            throw new CommandFailure("telemetry." + name + " is not what it should be: mend it, or take it out");
        }
    }

    ObjectNode section() {
        return section;
    }

    /** The cost of all calls; what is unpriced counts as zero. */
    public BigDecimal totalCost() {
        return sum("cost_usd");
    }

    public BigDecimal tokensIn() {
        return sum("tokens_in");
    }

    public BigDecimal tokensOut() {
        return sum("tokens_out");
    }

    public int calls() {
        return section.path(CALLS).size();
    }

    /** How many calls have no price. */
    public long unpricedCalls() {
        long unpriced = 0;
        for (var call : section.path(CALLS)) {
            unpriced += call.path("unpriced").asBoolean(false) ? 1 : 0;
        }
        return unpriced;
    }

    private BigDecimal sum(String field) {
        var sum = BigDecimal.ZERO;
        for (var call : section.path(CALLS)) {
            var value = call.path(field);
            if (!value.isNumber() && call.hasNonNull(field)) {
                throw new CommandFailure("telemetry.calls has a " + field + " that is no number");
            }
            sum = sum.add(value.isNumber() ? value.decimalValue() : BigDecimal.ZERO);
        }
        return sum;
    }

    /** Adds what a run used, priced; no call where it was there already or used nothing. */
    Added add(Use use, Pricer pricer) {
        var snapshot = Snapshot.of(use);
        var foreign = foreignTotal().stream().toList();
        if (use.series().isEmpty()) {
            if (list().has(use.id())) {
                return Added.NOTHING;
            }
            var call = call(snapshot, use.call().usage(), pricer);
            list().insert(call);
            finish();
            return new Added(List.of(call), List.of(), foreign);
        }
        var before = totals(use.series().get());
        if (before.has(use.id())) {
            return Added.NOTHING;
        }
        var totals = before.with(snapshot);
        keep(use.series().get(), totals);
        int place = totals.snapshots().indexOf(snapshot);
        var added = share(totals, place, pricer);
        if (place + 1 < totals.snapshots().size()) {
            share(totals, place + 1, pricer);
        }
        finish();
        var beganAnew = totals.isLower(place) ? use.series() : Optional.<String>empty();
        return new Added(added.stream().toList(), beganAnew.stream().toList(), foreign);
    }

    /** A total that somebody else wrote: it is not the sum of the calls, and the next one takes its place. */
    private Optional<BigDecimal> foreignTotal() {
        return Optional.of(section.path(TOTAL))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .filter(total -> total.compareTo(totalCost()) != 0);
    }

    /** Puts the call of a run that told totals to what its share is now; no call where it used nothing more. */
    private Optional<JsonNode> share(Totals totals, int place, Pricer pricer) {
        var snapshot = totals.snapshots().get(place);
        list().remove(snapshot.id());
        var share = totals.share(place);
        if (place > 0 && share.counts().values().stream().allMatch(count -> count == 0)) {
            return Optional.empty();
        }
        var call = call(snapshot, share, pricer);
        list().insert(call);
        return Optional.of(call);
    }

    private static ObjectNode call(Snapshot snapshot, Usage usage, Pricer pricer) {
        var cost = pricer.price(snapshot.priced(usage));
        var call = Json.object();
        call.put("step", snapshot.step().orElse(null))
                .put("model", snapshot.model())
                .put("tokens_in", usage.tokensIn())
                .put("tokens_out", usage.tokensOut())
                .put("cost_usd", plain(cost.usd()));
        snapshot.durationMillis()
                .ifPresentOrElse(millis -> call.put("duration_ms", millis), () -> call.putNull("duration_ms"));
        call.put("timestamp", snapshot.at().toString());
        if (cost.state() == CostState.UNPRICED) {
            call.put("unpriced", true);
        }
        return call.put("id", snapshot.id());
    }

    /** Exact, and always with a point, so that every reader takes it for a decimal. */
    static BigDecimal plain(BigDecimal amount) {
        var exact = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        return exact.scale() < 1 ? exact.setScale(1) : exact;
    }

    private CallList list() {
        return new CallList(section.get(CALLS) instanceof ArrayNode calls ? calls : section.putArray(CALLS));
    }

    private Totals totals(String series) {
        var snapshots = new ArrayList<Snapshot>();
        section.path(SERIES).path(series).forEach(kept -> snapshots.add(Snapshot.read(kept)));
        return new Totals(snapshots);
    }

    private void keep(String series, Totals totals) {
        var all = section.get(SERIES) instanceof ObjectNode known ? known : section.putObject(SERIES);
        var list = all.putArray(series);
        totals.snapshots().forEach(snapshot -> list.add(snapshot.json()));
    }

    /** The total stands between the calls and the rest. */
    private void finish() {
        var series = section.remove(SERIES);
        section.remove(TOTAL);
        section.put(TOTAL, plain(totalCost()));
        if (series instanceof ObjectNode) {
            section.set(SERIES, sorted((ObjectNode) series));
        }
    }

    private static ObjectNode sorted(ObjectNode series) {
        var sorted = Json.object();
        series.properties().stream()
                .sorted((one, other) -> one.getKey().compareTo(other.getKey()))
                .forEach(entry -> sorted.set(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
