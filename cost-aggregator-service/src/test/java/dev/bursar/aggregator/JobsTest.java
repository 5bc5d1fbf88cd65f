package dev.bursar.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class JobsTest {

    private final Jobs jobs = new Jobs();

    @Test
    void theServiceWaitsForAJobThatIsUnderWay() throws Exception {
        // Given
        var end = new AtomicReference<UniEmitter<? super Void>>();
        jobs.attempt("slow", () -> Uni.createFrom().<Void>emitter(end::set))
                .subscribe()
                .asCompletionStage();

        // When
        var stopped = CompletableFuture.runAsync(this::stop);

        // Then
        assertThat(stopped).isNotDone();
        while (!jobs.areStopping()) {
            Thread.onSpinWait();
        }
        assertThat(stopped).isNotDone();
        end.get().complete(null);
        assertThat(stopped).succeedsWithin(4, TimeUnit.SECONDS);
    }

    @Test
    void noJobBeginsOnceTheServiceStops() {
        // Given
        List<String> begun = new ArrayList<>();
        stop();

        // When
        jobs.attempt("late", () -> Uni.createFrom().item(begun.add("late")))
                .await()
                .indefinitely();

        // Then
        assertThat(begun).isEmpty();
    }

    @Test
    void anAttemptThatFailsIsOver() {
        // When
        jobs.attempt("broken", () -> Uni.createFrom().failure(new IllegalStateException("no database")))
                .await()
                .indefinitely();
        jobs.attempt("thrown", () -> {
                    throw new IllegalStateException("no database");
                })
                .await()
                .indefinitely();

        // Then
        stop();
        assertThat(jobs.areStopping()).isTrue();
    }

    private void stop() {
        try {
            jobs.stop(new ShutdownEvent());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
