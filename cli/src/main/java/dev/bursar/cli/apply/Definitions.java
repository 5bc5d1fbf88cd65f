package dev.bursar.cli.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.contract.Json;
import dev.bursar.contract.Malformed;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the definitions in a folder's YAML and JSON files: lists under {@code budgets} and {@code rates}. Every fault of
 * every file is told at once, each with file and line.
 */
final class Definitions {

    private final Path root;
    private final List<Located> read = new ArrayList<>();
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> seen = new HashMap<>();

    private Definitions(Path root) {
        this.root = root;
    }

    /**
     * What a folder says.
     *
     * @param kinds those of which it has a list, be it an empty one: of another kind it says nothing, not even that there
     *     is none
     */
    record Read(List<Located> definitions, Set<Kind> kinds) {

        Read {
            definitions = List.copyOf(definitions);
            kinds = Set.copyOf(kinds);
        }
    }

    /** @throws CommandFailure with all that is wrong in any of the files */
    static Read in(Path folder) {
        var definitions = new Definitions(folder);
        for (var file : files(folder)) {
            definitions.read(file);
        }
        if (!definitions.faults.isEmpty()) {
            throw new CommandFailure("nothing was applied:\n  " + String.join("\n  ", definitions.faults));
        }
        return new Read(definitions.read, definitions.kinds);
    }

    private static List<Path> files(Path folder) {
        if (Files.isRegularFile(folder)) {
            return List.of(folder);
        }
        try (var tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches("[^.].*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw CommandFailure.unreadable(folder, e);
        }
    }

    private void read(Path file) {
        var name = Files.isRegularFile(root)
                ? root.toString()
                : root.resolve(root.relativize(file)).toString();
        try {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            var document = new Yaml(options).compose(new StringReader(Files.readString(file)));
            if (document == null) {
                return;
            }
            if (!(document instanceof MappingNode mapping)) {
                faults.add(name + ":1: expected lists under budgets or rates");
                return;
            }
            mapping.getValue()
                    .forEach(entry -> list(name, text(entry.getKeyNode()), entry.getKeyNode(), entry.getValueNode()));
        } catch (MarkedYAMLException e) {
            faults.add(name + ":"
                    + (e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1) + ": " + e.getProblem());
        } catch (IOException e) {
            throw CommandFailure.unreadable(file, e);
        }
    }

    private void list(String file, String key, Node keyNode, Node value) {
        var kind = Kind.ofList(key);
        if (kind.isEmpty() || !(value instanceof SequenceNode items)) {
            faults.add(file + ":" + line(keyNode) + ": "
                    + (kind.isEmpty() ? "unknown key " + key + ", expected budgets or rates" : key + " is not a list"));
            return;
        }
        kinds.add(kind.get());
        items.getValue().forEach(item -> definition(file, kind.get(), item));
    }

    private void definition(String file, Kind kind, Node node) {
        var lines = new HashMap<String, Integer>();
        if (!(json(file, node, "", lines) instanceof ObjectNode object)
                || !object.path("id").isTextual()) {
            faults.add(file + ":" + line(node) + ": a " + kind.word() + " is an object with an id");
            return;
        }
        kind.normalise(object);
        var located = new Located(file, kind, object, lines);
        var other = seen.putIfAbsent(kind.word() + "/" + located.id(), located.at(""));
        if (other != null) {
            faults.add(located.at("/id") + ": " + kind.word() + " " + located.id() + " stands at " + other + " too");
            return;
        }
        try {
            kind.whole(object);
            read.add(located);
        } catch (Malformed malformed) {
            faults.add(located.at(malformed.pointer()) + ": " + malformed.getMessage());
        }
    }

    private JsonNode json(String file, Node node, String pointer, Map<String, Integer> lines) {
        lines.put(pointer, line(node));
        if (node instanceof MappingNode mapping) {
            var object = Json.object();
            var keys = new HashSet<String>();
            mapping.getValue().forEach(entry -> {
                var key = text(entry.getKeyNode());
                if (!keys.add(key)) {
                    faults.add(file + ":" + line(entry.getKeyNode()) + ": " + key + " stands twice");
                }
                object.set(key, json(file, entry.getValueNode(), pointer + "/" + key, lines));
            });
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            var array = JsonNodeFactory.instance.arrayNode();
            sequence.getValue().forEach(item -> array.add(json(file, item, pointer + "/" + array.size(), lines)));
            return array;
        }
        return scalar((ScalarNode) node);
    }

    /** A number stays as it was written: money goes through no floating point. */
    private static JsonNode scalar(ScalarNode node) {
        var text = node.getValue();
        if (node.getTag().equals(Tag.NULL)) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return JsonNodeFactory.instance.booleanNode(text.equalsIgnoreCase("true"));
        }
        boolean number = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
        if (number && text.matches("-?\\d+")) {
            return JsonNodeFactory.instance.numberNode(new java.math.BigInteger(text));
        }
        return number && text.matches("-?\\d*\\.?\\d+")
                ? JsonNodeFactory.instance.numberNode(new BigDecimal(text))
                : JsonNodeFactory.instance.textNode(text);
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
