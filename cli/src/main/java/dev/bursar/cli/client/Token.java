package dev.bursar.cli.client;

import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * The bearer token of the caller.
 *
 * @param origin where it was found, for people
 */
record Token(String text, String origin) {

    private static final String VARIABLE = "BURSAR_TOKEN";

    /** A secret may be named by a file instead, as for the services. */
    private static final String FILE_VARIABLE = VARIABLE + "_FILE";

    /** The embedded stack's, made on its first start. */
    private static final String FILE = "admin.token";

    /** @throws CommandFailure where there is none */
    static Token of(Environment environment) {
        var given = environment.variable(VARIABLE).map(text -> new Token(text, VARIABLE));
        return given.or(() -> environment
                        .variable(FILE_VARIABLE)
                        .map(file -> read(environment.folder().resolve(file))))
                .or(() -> embedded(environment))
                .orElseThrow(() -> new CommandFailure(
                        "no token: set " + VARIABLE + ", or start the stack with ./bursar up; no " + FILE + " in "
                                + String.join(
                                        " or ",
                                        Home.places(environment).stream()
                                                .map(Path::toString)
                                                .toList())));
    }

    /**
     * Who it was made for, as it says itself: the services verify it, this only fills in a name.
     *
     * @throws CommandFailure where it does not say so
     */
    String subject() {
        var parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw noToken(null);
        }
        try {
            var claims = Json.read(Base64.getUrlDecoder().decode(parts[1]));
            return Optional.ofNullable(claims.path("sub").textValue())
                    .orElseThrow(() ->
                            new CommandFailure("the token does not say whom it is for: name one with --principal"));
        } catch (IOException | IllegalArgumentException e) {
            throw noToken(e);
        }
    }

    private CommandFailure noToken(Exception cause) {
        return new CommandFailure("the token in " + origin + " is no JWT: bursar token makes one", cause);
    }

    private static Optional<Token> embedded(Environment environment) {
        return Home.places(environment).stream()
                .map(home -> home.resolve(FILE))
                .filter(Files::exists)
                .findFirst()
                .map(Token::read);
    }

    private static Token read(Path file) {
        try {
            return new Token(Files.readString(file).strip(), file.toString());
        } catch (IOException e) {
            throw CommandFailure.unreadable(file, e);
        }
    }
}
