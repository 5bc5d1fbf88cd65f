package dev.bursar.cli.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.Pricer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A project's state file: its {@code telemetry} section is ours, every other byte stays as it is. */
public final class StateFile {

    private static final String SECTION = "telemetry";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private final Path file;

    public StateFile(Path file) {
        this.file = file;
    }

    /** What it holds now; nothing where there is no such file. */
    public Telemetry read() {
        try {
            return telemetry(section(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]));
        } catch (IOException | CommandFailure e) {
            throw failure(e);
        }
    }

    /**
     * Whether it can be added to.
     *
     * @throws CommandFailure where it can't
     */
    public void requireKeepable() {
        read();
        var parent = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw new CommandFailure("can't keep telemetry in " + file + ": there is no folder " + parent);
        }
        if (!Files.isWritable(parent)) {
            throw new CommandFailure("can't keep telemetry in " + file + ": nothing can be written to " + parent);
        }
    }

    /** The section as JSON. */
    public String json() {
        return new String(Json.bytes(read().section()), StandardCharsets.UTF_8);
    }

    /** Adds what a run used. Whoever else adds to the file at the same time waits; the file is there whole at any time. */
    public Added add(List<Use> uses, Pricer pricer) {
        try (var lock = FileLock.of(file)) {
            var target = lock.file();
            var section = section(Files.exists(target) ? Files.readAllBytes(target) : new byte[0]);
            var telemetry = telemetry(section);
            var added = uses.stream().map(use -> telemetry.add(use, pricer)).reduce(Added.NOTHING, Added::plus);
            var text = patched(section, telemetry).orElseGet(() -> written(section, telemetry));
            if (!text.equals(section.text())) {
                lock.replace(text.getBytes(StandardCharsets.UTF_8));
            }
            return added;
        } catch (IOException | CommandFailure e) {
            throw failure(e);
        }
    }

    private CommandFailure failure(Exception e) {
        return new CommandFailure(
                "can't keep telemetry in " + file + ": " + (e instanceof CommandFailure ? e.getMessage() : e), e);
    }

    private static Section section(byte[] bytes) throws IOException {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Section.find(text, SECTION);
        } catch (CharacterCodingException e) {
            throw new CommandFailure("it is not UTF-8", e);
        }
    }

    private static Telemetry telemetry(Section section) {
        if (!section.present()) {
            return new Telemetry(Json.object());
        }
        var read =
                tree(section.text().substring(section.start(), section.end())).path(SECTION);
        if (read.isNull()) {
            return new Telemetry(Json.object());
        }
        if (read instanceof ObjectNode object) {
            return new Telemetry(object);
        }
        throw new CommandFailure("its section telemetry holds no fields");
    }

    /** Changed where it differs alone; empty where the section is not there yet, or written in a way that defies it. */
    private static Optional<String> patched(Section section, Telemetry telemetry) {
        var text = section.text();
        var place =
                section.present() ? Places.read(text).flatMap(root -> root.field(SECTION)) : Optional.<Place>empty();
        if (place.isEmpty()) {
            return Optional.empty();
        }
        try {
            var patch = new Patch(text, StateFile::lines);
            patch.change(place.get(), tree(text).path(SECTION), telemetry.section(), 0);
            var patched = patch.patched();
            return others(patched).equals(others(text))
                            && Flow.isSame(tree(patched).path(SECTION), telemetry.section())
                    ? Optional.of(patched)
                    : Optional.empty();
        } catch (Patch.Unpatchable | CommandFailure e) {
            return Optional.empty();
        }
    }

    /** At the end; at the beginning where the end can't take it, as after a text that goes on to the end of the file. */
    private static String written(Section section, Telemetry telemetry) {
        var document = Json.object();
        document.set(SECTION, telemetry.section());
        var lines = lines(document);
        var others = others(section.text());
        for (var atBeginning : List.of(false, true)) {
            var text = section.with(lines, atBeginning);
            if (others(text).equals(others) && tree(text).has(SECTION)) {
                return text;
            }
        }
        throw new CommandFailure("its other sections would not stay as they are");
    }

    private static ObjectNode others(String text) {
        var others = tree(text) instanceof ObjectNode object ? object.deepCopy() : Json.object();
        others.remove(SECTION);
        return others;
    }

    private static String lines(JsonNode document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing a tree in memory", e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new CommandFailure("it is no YAML that can be read: " + Json.where(e), e);
        }
    }
}
