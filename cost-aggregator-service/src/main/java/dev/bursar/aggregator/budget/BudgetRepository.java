package dev.bursar.aggregator.budget;

import dev.bursar.aggregator.AdvisoryLock;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The definitions that people edit. */
@ApplicationScoped
class BudgetRepository implements PanacheRepositoryBase<BudgetRow, String> {

    /** Counting a row makes the lock's empty answer a number. */
    private static final String LOCK = "select count(*) from pg_advisory_xact_lock(:key)";

    private static final String RAISE_GENERATION = "update books set generation = generation + 1";
    private static final String NEXT_POSTING = "select nextval('posting_id')";
    private static final String MARK_ACCOUNTS =
            "insert into account_dirty (key) select key from account where budget = :budget order by key";
    private static final String FORGET_WINDOWS =
            "delete from account_window using account where account_window.key = account.key and budget = :budget";
    private static final String RAISE_VERSIONS = "update account set version = version + 1 where budget = :budget";
    private static final String FORGET_SHADOW = "delete from audit_window where split_part(key, '/', 1) = :budget";
    private static final String FORGET_AUDIT = "delete from audit_budget where budget = :budget";

    Uni<List<BudgetRow>> after(String id) {
        return list("deleted = false and id > ?1 order by id", id);
    }

    /** Waits until no posting is under way, and keeps new ones waiting until this transaction ends. */
    Uni<Void> lock(AdvisoryLock lock) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(LOCK, Long.class)
                        .setParameter("key", lock.key())
                        .getSingleResult())
                .replaceWithVoid();
    }

    Uni<Void> raiseGeneration() {
        return getSession()
                .flatMap(session -> session.createNativeQuery(RAISE_GENERATION).executeUpdate())
                .replaceWithVoid();
    }

    /** A number above those of all postings so far and below those of all to come, while postings are locked out. */
    Uni<Long> postingsSoFar() {
        return getSession()
                .flatMap(session ->
                        session.createNativeQuery(NEXT_POSTING, Long.class).getSingleResult());
    }

    /** Has the publisher tell all accounts of a budget again. */
    Uni<Void> markAccounts(String budget) {
        return ofBudget(MARK_ACCOUNTS, budget);
    }

    /** Takes away what was counted for a budget, here and in the auditor's shadow. */
    Uni<Void> forgetCounters(String budget) {
        return ofBudget(FORGET_WINDOWS, budget)
                .chain(() -> ofBudget(RAISE_VERSIONS, budget))
                .chain(() -> ofBudget(FORGET_SHADOW, budget))
                .chain(() -> ofBudget(FORGET_AUDIT, budget));
    }

    private Uni<Void> ofBudget(String statement, String budget) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(statement)
                        .setParameter("budget", budget)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
