package dev.bursar.benchmark;

import dev.bursar.contract.Json;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * What the gate is measured against: a route that reads the same body, finds the same token among those it has verified and
 * looks at its end, and answers. It decides nothing.
 */
public final class BareRoute extends AbstractVerticle {

    private final int port;
    private final Map<String, Instant> verified;

    BareRoute(int port, Map<String, Instant> verified) {
        this.port = port;
        this.verified = verified;
    }

    /** As many event loops as Quarkus has; arguments: port, file with the token. */
    public static void main(String[] arguments) throws IOException {
        var token = Files.readString(Path.of(arguments[1])).strip();
        var verified = Map.of(token, Instant.now().plusSeconds(3600));
        var loops = 2 * Runtime.getRuntime().availableProcessors();
        Vertx.vertx()
                .deployVerticle(
                        () -> new BareRoute(Integer.parseInt(arguments[0]), verified),
                        new DeploymentOptions().setInstances(loops))
                .onFailure(failure -> System.exit(1));
    }

    @Override
    public void start(Promise<Void> started) {
        var router = Router.router(vertx);
        router.post("/access/v1/evaluation")
                .handler(request -> request.request().body(body -> answer(request, body.result())));
        vertx.createHttpServer()
                .requestHandler(router)
                .listen(port)
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void answer(RoutingContext request, Buffer body) {
        var header = request.request().getHeader("authorization");
        var until = header == null ? null : verified.get(header.substring("Bearer ".length()));
        if (until == null || until.isBefore(Instant.now())) {
            request.response().setStatusCode(401).end();
            return;
        }
        try {
            boolean understood =
                    Json.read(body.getBytes()).path("subject").path("id").isTextual();
            request.response()
                    .putHeader("content-type", "application/json")
                    .end(Buffer.buffer(Json.bytes(Json.object().put("decision", understood))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
