package dev.bursar.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.ingest.event.Arrival;
import dev.bursar.ingest.event.Outcome;
import dev.bursar.ingest.event.RecordReader;
import dev.bursar.ingest.event.Sender;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import dev.bursar.kit.problem.QueryParameters;
import dev.bursar.kit.problem.Trace;
import dev.bursar.kit.security.Caller;
import dev.bursar.kit.security.Roles;
import dev.bursar.source.cli.ToolOutputs;
import dev.bursar.source.provider.ProviderResponses;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes in usage over HTTP. An answer of 202 means: on all of Kafka's replicas. */
@Path("/api/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.EMITTER)
@Tag(name = "usage")
@APIResponse(responseCode = "202", description = "At least one record was accepted; an outcome for each")
@APIResponse(responseCode = "422", description = "No record was accepted; an outcome for each")
@APIResponse(responseCode = "503", description = "Kafka can't take it now; Retry-After says when to try again")
public class UsageResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final IngestConfig config;
    private final RecordReader reader;
    private final UsageEntrance entrance;
    private final Topics topics;
    private final InstantSource clock;

    UsageResource(
            IngestConfig config, RecordReader reader, UsageEntrance entrance, Topics topics, InstantSource clock) {
        this.config = config;
        this.reader = reader;
        this.entrance = entrance;
        this.topics = topics;
        this.clock = clock;
    }

    @POST
    @Blocking
    @Operation(
            summary = "Report usage as CloudEvents",
            description =
                    "Structured, batch or binary mode; types dev.bursar.usage.v1, dev.bursar.usage.response.v1 and"
                            + " dev.bursar.usage.cli.v1")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = "application/cloudevents+json", schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = "application/cloudevents-batch+json", schema = @Schema(type = SchemaType.ARRAY)),
                @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT))
            })
    public Uni<Response> report(@Context SecurityContext security, @Context RoutingContext request, byte[] body) {
        var records = HttpRecords.read(request.request().headers(), unpacked(request, body), config.maxBatch());
        return take(records, arrival(security, request, Entrance.HTTP), Trace.of(request));
    }

    @POST
    @Path("/responses/{provider}")
    @Blocking
    @Operation(
            summary = "Report a provider's answer as it came",
            description = "{response, api?, id?, model?, time?, …attribution}; gemini and vertex mean google, aws"
                    + " bedrock. Providers: openai azure-openai anthropic google bedrock mistral cohere deepseek xai"
                    + " groq cerebras openrouter ollama")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<Response> reportResponse(
            @PathParam("provider") String provider,
            @Context SecurityContext security,
            @Context RoutingContext request,
            byte[] body) {
        var known = ProviderResponses.provider(provider)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "unknown provider " + provider));
        var json = HttpRecords.json(unpacked(request, body));
        var records = new HttpRecords(List.of(ReportedResponse.event(known, json)), false);
        return take(records, arrival(security, request, Entrance.HTTP), Trace.of(request));
    }

    @POST
    @Path("/cli/{tool}")
    @Consumes(MediaType.TEXT_PLAIN)
    @Blocking
    @Operation(
            summary = "Report what an agent's command line tool printed",
            description = "Its standard output in a mode that has usage; whom it was for as query parameters, tags as"
                    + " tags.NAME")
    @QueryParameters({
        "id",
        "source",
        "time",
        "sequence",
        "model",
        "principal",
        "agent",
        "team",
        "project",
        "mission",
        "step",
        "session",
        "operation",
        "hold",
        "hold_final",
        "duration_ms",
        "status",
        "tags.*"
    })
    public Uni<Response> reportOutput(
            @PathParam("tool") String tool,
            @Context SecurityContext security,
            @Context UriInfo address,
            @Context RoutingContext request,
            byte[] body) {
        if (!ToolOutputs.isTool(tool)) {
            throw new ProblemException(ProblemType.NOT_FOUND, "unknown tool " + tool);
        }
        var stdout = new String(unpacked(request, body), StandardCharsets.UTF_8);
        var records = new HttpRecords(List.of(ReportedOutput.event(tool, stdout, address.getQueryParameters())), false);
        return take(records, arrival(security, request, Entrance.CLI), Trace.of(request));
    }

    private byte[] unpacked(RoutingContext request, byte[] body) {
        return HttpBody.unpack(
                body,
                request.request().getHeader("content-encoding"),
                config.maxBody().asLongValue());
    }

    private Arrival arrival(SecurityContext security, RoutingContext request, Entrance door) {
        var key = Optional.ofNullable(request.request().getHeader("idempotency-key"));
        if (key.isPresent() && !Dimensions.isValue(key.get())) {
            throw ProblemException.invalid(
                    "idempotency-key", "wrong_length", "Idempotency-Key is not 1 to 256 printable characters");
        }
        var sender = new Sender.Verified(Caller.of(security.getUserPrincipal()));
        return new Arrival(sender, door, clock.instant(), key);
    }

    private Uni<Response> take(HttpRecords records, Arrival arrival, Trace trace) {
        var answer = new IngestAnswer();
        for (int i = 0; i < records.records().size(); i++) {
            JsonNode event = records.records().get(i);
            answer.add(i, reader.read(event, records.batch() ? arrival.at(i) : arrival));
        }
        if (!records.batch()) {
            requireAuthorized(answer, arrival.entrance());
        }
        var publication =
                new Publication(topics, trace.id() + trace.span(), arrival.receivedAt(), Optional.empty(), trace);
        return entrance.take(arrival.entrance(), answer.outcomes(), publication)
                .map(taken -> Response.status(answer.httpCode())
                        .entity(Json.bytes(answer.json()))
                        .build())
                .onFailure(EventPublisher.Unavailable.class)
                .transform(away -> ProblemException.unavailable("Kafka can't take usage now", RETRY_AFTER));
    }

    /** A single record that names someone else is a request that is not the caller's to make. */
    private void requireAuthorized(IngestAnswer answer, Entrance door) {
        for (var outcome : answer.outcomes()) {
            if (outcome instanceof Outcome.Rejected rejected && rejected.reason() == RejectionReason.NOT_AUTHORIZED) {
                entrance.refuse(door, answer.outcomes());
                throw new ProblemException(ProblemType.NOT_AUTHORIZED, rejected.detail());
            }
        }
    }
}
