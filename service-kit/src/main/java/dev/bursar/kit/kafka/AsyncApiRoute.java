package dev.bursar.kit.kafka;

import dev.bursar.contract.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The topics and their messages as an AsyncAPI document, beside the OpenAPI document of the requests. */
@Singleton
class AsyncApiRoute {

    private static final String MEDIA_TYPE = "application/vnd.aai.asyncapi+yaml;version=3.0.0";

    void register(@Observes Router router) {
        var document = document();
        router.get("/q/asyncapi")
                .handler(request ->
                        request.response().putHeader("content-type", MEDIA_TYPE).end(document));
    }

    private static Buffer document() {
        try (var file = Json.class.getResourceAsStream("asyncapi.yaml")) {
            return Buffer.buffer(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
