package dev.bursar.ingest;

import static io.restassured.RestAssured.given;

import java.net.URI;
import java.time.Duration;

/** Waits for the service under test as whatever starts it would. */
public final class ServiceReady {

    private ServiceReady() {}

    public static void await(URI management) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> given().get(management.resolve("/q/health/ready")).statusCode() == 200);
    }

    private static org.awaitility.core.ConditionFactory await() {
        return org.awaitility.Awaitility.await();
    }
}
