package dev.bursar.gate.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads the plain part of YAML: one document, no anchors, aliases or tags, no key twice, no tabs, and only {@code true},
 * {@code false}, {@code null} and decimal numbers beside texts. What would be read otherwise than it looks is refused.
 */
public final class YamlReader {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_DIGITS = 18;

    private final Map<String, YamlDocument.Position> positions = new HashMap<>();
    private final Map<String, YamlDocument.Position> keys = new HashMap<>();

    /** Ends the reading; never leaves this class. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient YamlProblem problem;

        Refused(Mark mark, String key, String message) {
            super(message, null, false, false);
            this.problem = new YamlProblem(mark.getLine() + 1, mark.getColumn() + 1, key, message);
        }
    }

    /** What a text is: a document, or why it is none. */
    public sealed interface Outcome {

        record Read(YamlDocument document) implements Outcome {}

        record Broken(YamlProblem problem) implements Outcome {}
    }

    public static Outcome read(String text) {
        int tab = text.indexOf('\t');
        if (tab >= 0) {
            return new Outcome.Broken(at(text, tab, "a tab; use spaces"));
        }
        try {
            return new YamlReader().readAll(text);
        } catch (Refused refused) {
            return new Outcome.Broken(refused.problem);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            return new Outcome.Broken(new YamlProblem(mark.getLine() + 1, mark.getColumn() + 1, "", e.getProblem()));
        } catch (org.yaml.snakeyaml.reader.ReaderException e) {
            return new Outcome.Broken(at(text, e.getPosition(), "a character that YAML does not allow"));
        } catch (YAMLException e) {
            return new Outcome.Broken(new YamlProblem(1, 1, "", e.getMessage()));
        }
    }

    private static YamlProblem at(String text, int index, String message) {
        var before = text.substring(0, Math.min(index, text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new YamlProblem(line, before.length() - before.lastIndexOf('\n'), "", message);
    }

    private Outcome readAll(String text) {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        var yaml = new Yaml(
                new SafeConstructor(options),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                options,
                new Resolver());
        var node = yaml.compose(new StringReader(text));
        if (!(node instanceof MappingNode mapping)) {
            return new Outcome.Broken(new YamlProblem(1, 1, "", "the file has no keys"));
        }
        refuseAliases(yaml, text);
        return new Outcome.Read(new YamlDocument(object(mapping, ""), positions, keys));
    }

    private static void refuseAliases(Yaml yaml, String text) {
        if (text.indexOf('&') < 0 && text.indexOf('*') < 0) {
            return;
        }
        for (var event : yaml.parse(new StringReader(text))) {
            if (event instanceof org.yaml.snakeyaml.events.NodeEvent named && named.getAnchor() != null) {
                throw new Refused(event.getStartMark(), "", "anchors and aliases are not used here");
            }
        }
    }

    private JsonNode value(Node node, String pointer) {
        positions.put(pointer, position(node));
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer);
        }
        if (node instanceof SequenceNode sequence) {
            requireTag(node, Tag.SEQ, pointer);
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (var element : sequence.getValue()) {
                list.add(value(element, pointer + "/" + list.size()));
            }
            return list;
        }
        return scalar((ScalarNode) node, pointer);
    }

    private ObjectNode object(MappingNode mapping, String pointer) {
        requireTag(mapping, Tag.MAP, pointer);
        positions.putIfAbsent(pointer, position(mapping));
        var object = JsonNodeFactory.instance.objectNode();
        for (var entry : mapping.getValue()) {
            var mark = entry.getKeyNode().getStartMark();
            if (!(entry.getKeyNode() instanceof ScalarNode key) || !key.getTag().equals(Tag.STR)) {
                throw new Refused(mark, YamlDocument.key(pointer), "a key that is not a text");
            }
            var below = pointer + "/" + key.getValue().replace("~", "~0").replace("/", "~1");
            var earlier = keys.put(below, position(key));
            if (earlier != null) {
                throw new Refused(mark, YamlDocument.key(below), "the key is there already, in line " + earlier.line());
            }
            object.set(key.getValue(), value(entry.getValueNode(), below));
        }
        return object;
    }

    private static void requireTag(Node node, Tag tag, String pointer) {
        if (!node.getTag().equals(tag)) {
            throw new Refused(node.getStartMark(), YamlDocument.key(pointer), "tags are not used here");
        }
    }

    private static JsonNode scalar(ScalarNode node, String pointer) {
        var text = node.getValue();
        if (node.getTag().equals(Tag.STR) || node.getTag().equals(Tag.TIMESTAMP)) {
            return TextNode.valueOf(text);
        }
        if (node.getTag().equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        if (node.getTag().equals(Tag.NULL) && (text.isEmpty() || text.equals("null") || text.equals("~"))) {
            return NullNode.getInstance();
        }
        if (node.getTag().equals(Tag.INT) && text.matches("-?(0|[1-9][0-9]*)")) {
            return text.length() <= MAX_DIGITS
                    ? LongNode.valueOf(Long.parseLong(text))
                    : BigIntegerNode.valueOf(new BigInteger(text));
        }
        if (node.getTag().equals(Tag.FLOAT) && text.matches("-?(0|[1-9][0-9]*)\\.[0-9]+")) {
            return DecimalNode.valueOf(new BigDecimal(text));
        }
        throw new Refused(
                node.getStartMark(),
                YamlDocument.key(pointer),
                "\"" + text
                        + "\" is read in more than one way; put it in quotes, or write true, false or a plain number");
    }

    private static YamlDocument.Position position(Node node) {
        var mark = node.getStartMark();
        return new YamlDocument.Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
