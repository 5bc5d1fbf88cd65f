package dev.bursar.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A closed loop: every connection sends its next request when the answer to the last one is there. */
final class HttpLoad implements AutoCloseable {

    private static final int MOST_REQUESTS = 5_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final int connections;
    private final String token;

    HttpLoad(int connections, String token) {
        this.connections = connections;
        this.token = token;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setMaxPoolSize(connections));
    }

    /** What came of one round; latencies as the client sees them, in nanoseconds, ascending. */
    record Round(long answered, Duration took, long[] latencies) {

        long perSecond() {
            return answered * 1_000_000_000L / took.toNanos();
        }

        Duration share(int percent) {
            return Duration.ofNanos(latencies[(int) Math.min(latencies.length - 1L, answered * percent / 100)]);
        }
    }

    private final class Running {

        private final RequestOptions options;
        private final Buffer body;
        private final long deadline;
        private final long[] latencies = new long[MOST_REQUESTS];
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicLong refused = new AtomicLong();
        private final CountDownLatch done = new CountDownLatch(connections);

        Running(int port, byte[] body, Duration length) {
            this.options = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setURI("/access/v1/evaluation")
                    .putHeader("authorization", "Bearer " + token)
                    .putHeader("content-type", "application/json");
            this.body = Buffer.buffer(body);
            this.deadline = System.nanoTime() + length.toNanos();
        }

        private void next() {
            long sent = System.nanoTime();
            if (sent > deadline) {
                done.countDown();
                return;
            }
            client.request(options)
                    .compose(request -> request.send(body))
                    .onSuccess(response -> read(response, sent))
                    .onFailure(failure -> failed());
        }

        private void read(HttpClientResponse response, long sent) {
            response.body().onSuccess(read -> answered(response, sent)).onFailure(failure -> failed());
        }

        private void answered(HttpClientResponse response, long sent) {
            if (response.statusCode() == 200) {
                latencies[answered.getAndIncrement()] = System.nanoTime() - sent;
            } else {
                refused.incrementAndGet();
            }
            next();
        }

        private void failed() {
            refused.incrementAndGet();
            next();
        }
    }

    /** @throws IllegalStateException when anything but 200 came back: the figures would be of something else */
    Round run(int port, byte[] body, Duration length) throws InterruptedException {
        var running = new Running(port, body, length);
        long began = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            vertx.runOnContext(start -> running.next());
        }
        running.done.await();
        var took = Duration.ofNanos(System.nanoTime() - began);
        if (running.refused.get() > 0) {
            throw new IllegalStateException(running.refused.get() + " requests were not answered with 200");
        }
        var latencies = Arrays.copyOf(running.latencies, running.answered.get());
        Arrays.sort(latencies);
        return new Round(latencies.length, took, latencies);
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }
}
