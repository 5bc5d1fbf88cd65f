package dev.bursar.aggregator;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What runs in the background from time to time. An attempt that fails is told, and made again the next time. Before the
 * service stops, and its database pool with it, those under way come to their end and no other begins.
 */
@ApplicationScoped
public class Jobs {

    private static final Logger LOG = Logger.getLogger(Jobs.class);

    /** How long the service waits for those under way; one that takes longer begins anew elsewhere, where it was. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Set<CompletableFuture<Void>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /** Whether the service stops: a job of many steps takes no further one. */
    public boolean areStopping() {
        return stopping;
    }

    /** One attempt of a job; it never fails. */
    public Uni<Void> attempt(String job, Supplier<Uni<?>> work) {
        return Uni.createFrom().deferred(() -> {
            var done = begin();
            return unlessStopping(work)
                    .onFailure()
                    .invoke(failure -> LOG.warnf("job=%s attempt=failed cause=\"%s\"", job, failure.getMessage()))
                    .onFailure()
                    .recoverWithNull()
                    .onTermination()
                    .invoke(() -> end(done));
        });
    }

    /** Looked at after it is known to be under way: the service waits for it, or it does nothing. */
    private Uni<Void> unlessStopping(Supplier<Uni<?>> work) {
        return Uni.createFrom()
                .deferred(() ->
                        stopping ? Uni.createFrom().voidItem() : work.get().replaceWithVoid());
    }

    private CompletableFuture<Void> begin() {
        var done = new CompletableFuture<Void>();
        underWay.add(done);
        return done;
    }

    private void end(CompletableFuture<Void> done) {
        underWay.remove(done);
        done.complete(null);
    }

    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event)
            throws InterruptedException, ExecutionException {
        stopping = true;
        try {
            CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.infof("jobs=%d stopped=unfinished", underWay.size());
        }
    }
}
