package dev.bursar.gate.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import dev.bursar.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What policy is in force, what was, and what a text would be. */
@Path("/api/v1/policy")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CALLER, Roles.VIEWER, Roles.AUDITOR})
public class PolicyResource {

    private final PolicyFile file;

    PolicyResource(PolicyFile file) {
        this.file = file;
    }

    @GET
    @Operation(summary = "The policy in force, and what is wrong with the file if that is another one")
    public ObjectNode inForce() {
        return PolicyJson.write(file.inForce());
    }

    @GET
    @Path("/{version}")
    @Operation(summary = "A policy that is or was in force since the gate's start, by its version")
    public ObjectNode version(@PathParam("version") String version) {
        return file.version(version)
                .map(PolicyJson::write)
                .orElseThrow(
                        () -> new ProblemException(ProblemType.NOT_FOUND, "no policy of this version was in force"));
    }

    @GET
    @Path("/schema")
    @Produces("application/schema+json")
    @Operation(summary = "The JSON Schema of policies")
    public String schema() {
        return PolicySchema.TEXT;
    }

    @POST
    @Path("/validate")
    @Consumes({"application/yaml", "text/yaml", "application/x-yaml", MediaType.TEXT_PLAIN})
    @Operation(summary = "Whether a text is a policy; what is wrong with it by line, column and key")
    public ObjectNode validate(byte[] text) {
        if (text.length > PolicyReader.MAX_BYTES) {
            throw new ProblemException(ProblemType.TOO_LARGE, "a policy has 1 MiB at most");
        }
        return PolicyJson.write(PolicyReader.read(text));
    }
}
