package dev.bursar.aggregator.intake;

import dev.bursar.aggregator.ledger.Delivery;
import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.aggregator.ledger.Posted;
import dev.bursar.contract.usage.RejectionReason;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Finds the record that the database refuses for what it says, by halving the batch, and sets that one aside: it would stop
 * everything behind it forever.
 */
final class DataRefusals {

    /** Data exceptions, broken constraints, and what is larger than a row or an index takes (PostgreSQL, appendix A). */
    private static final List<String> OF_THE_DATA = List.of("22", "23", "54");

    private final Function<List<Delivery>, Uni<Posted>> ledger;

    DataRefusals(Function<List<Delivery>, Uni<Posted>> ledger) {
        this.ledger = ledger;
    }

    Uni<List<Posted>> post(List<Delivery> batch) {
        return ledger.apply(batch)
                .map(List::of)
                .onFailure(DataRefusals::isOfTheData)
                .recoverWithUni(refusal -> narrow(batch, refusal));
    }

    private Uni<List<Posted>> narrow(List<Delivery> batch, Throwable refusal) {
        if (batch.size() > 1) {
            int half = batch.size() / 2;
            return post(batch.subList(0, half))
                    .chain(first -> post(batch.subList(half, batch.size())).map(second -> joined(first, second)));
        }
        if (batch.get(0) instanceof Arrival arrival) {
            var state = ((PgException) refusal).getSqlState();
            return ledger.apply(List.of(arrival.setAside(
                            RejectionReason.MALFORMED, "the database refuses it with SQLSTATE " + state)))
                    .map(List::of);
        }
        return Uni.createFrom().failure(refusal);
    }

    private static boolean isOfTheData(Throwable failure) {
        return failure instanceof PgException refusal
                && OF_THE_DATA.stream().anyMatch(refusal.getSqlState()::startsWith);
    }

    private static List<Posted> joined(List<Posted> first, List<Posted> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
