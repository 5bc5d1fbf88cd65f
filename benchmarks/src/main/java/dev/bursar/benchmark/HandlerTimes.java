package dev.bursar.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The gate's own histogram of decisions: from a request's arrival to its verdict.
 *
 * @param atMost decisions that took at most so many seconds; infinity has them all
 */
record HandlerTimes(TreeMap<Double, Long> atMost) {

    private static final Pattern BUCKET =
            Pattern.compile("(?m)^bursar_gate_decision_seconds_bucket\\{.*le=\"([^\"]+)\".*} ([0-9.E]+)$");

    static HandlerTimes of(HttpClient client, int managementPort) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/q/metrics"))
                .build();
        var text = client.send(request, BodyHandlers.ofString()).body();
        var buckets = new TreeMap<Double, Long>();
        BUCKET.matcher(text)
                .results()
                .forEach(bucket -> buckets.merge(
                        bucket.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bucket.group(1)),
                        (long) Double.parseDouble(bucket.group(2)),
                        Long::sum));
        return new HandlerTimes(buckets);
    }

    HandlerTimes since(HandlerTimes before) {
        var difference = new TreeMap<>(atMost);
        before.atMost.forEach((bound, count) -> difference.merge(bound, -count, Long::sum));
        return new HandlerTimes(difference);
    }

    /** The bound of the bucket in which a share of the decisions ends: no more than this. */
    String share(int percent) {
        long all = atMost.get(Double.POSITIVE_INFINITY);
        for (Map.Entry<Double, Long> bucket : atMost.entrySet()) {
            if (bucket.getValue() * 100 >= all * percent) {
                return "≤ %.0f µs".formatted(bucket.getKey() * 1e6);
            }
        }
        return "none";
    }
}
