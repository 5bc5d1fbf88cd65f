package dev.bursar.ingest.event;

import static dev.bursar.contract.usage.RejectionReason.MALFORMED;
import static dev.bursar.contract.usage.RejectionReason.NOT_AUTHORIZED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Attribution;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.kit.security.Caller;

/** Whom a record may be for: what it says is held against its sender's token, what it leaves out comes from there. */
final class Authorship {

    private Authorship() {}

    /** The content with its principal, and with team and project where the token has just one. */
    static ObjectNode complete(ObjectNode content, Sender sender) {
        if (!(Attribution.read(content) instanceof Attribution.Outcome.Read read)) {
            throw new Refusal(MALFORMED, ((Attribution.Outcome.Refused) Attribution.read(content)).detail());
        }
        var complete = Json.object().setAll(content);
        if (sender instanceof Sender.Verified verified) {
            complete((ObjectNode) complete, read.dimensions(), verified.caller());
        } else if (read.dimensions().get(Dimensions.PRINCIPAL).isEmpty()) {
            throw new Refusal(MALFORMED, "data.principal is missing, and no token says who it is");
        }
        return (ObjectNode) complete;
    }

    private static void complete(ObjectNode content, Dimensions said, Caller caller) {
        var principal = said.get(Dimensions.PRINCIPAL).orElse(caller.principal());
        if (!caller.mayActFor(principal)) {
            throw new Refusal(NOT_AUTHORIZED, "principal is neither the token's nor in its act_for");
        }
        content.put(Dimensions.PRINCIPAL, principal);
        said.get(Dimensions.TEAM)
                .or(() -> caller.isAdmin() ? java.util.Optional.empty() : caller.team())
                .ifPresent(team -> {
                    if (!caller.mayNameTeam(team)) {
                        throw new Refusal(NOT_AUTHORIZED, "team is not one of the token's");
                    }
                    content.put(Dimensions.TEAM, team);
                });
        said.get(Dimensions.PROJECT)
                .or(() -> caller.isAdmin() ? java.util.Optional.empty() : caller.project())
                .ifPresent(project -> {
                    if (!caller.mayNameProject(project)) {
                        throw new Refusal(NOT_AUTHORIZED, "project is not one of the token's");
                    }
                    content.put(Dimensions.PROJECT, project);
                });
    }
}
