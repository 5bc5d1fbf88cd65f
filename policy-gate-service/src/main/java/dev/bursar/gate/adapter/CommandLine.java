package dev.bursar.gate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.bursar.gate.adapter.CommandFlags.Flag;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words behind {@code docker run} or {@code docker pull}, read as that program reads them: flags up to the first
 * operand, which is the image; what follows is the container's own command.
 */
final class CommandLine {

    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private final CommandFlags flags;
    private final List<String> words;
    private final Launch.Act act;
    private final Arguments found;
    private final Map<ContainerOption, ArrayNode> lists = new EnumMap<>(ContainerOption.class);
    private int next;

    CommandLine(CommandFlags flags, Launch.Act act, List<String> words) {
        this.flags = flags;
        this.act = act;
        this.found = new Arguments(act);
        this.words = List.copyOf(words);
    }

    Reading read() {
        boolean flagsEnded = false;
        while (next < words.size() && !flagsEnded && words.get(next).startsWith("-")) {
            var word = words.get(next++);
            flagsEnded = word.equals("--");
            if (!flagsEnded && !flag(word)) {
                found.unclear(word, "is not a flag that can be judged");
                return found.reading();
            }
        }
        lists.forEach((option, values) -> found.option(option, "/args/" + name(option), values));
        if (next < words.size()) {
            found.image(words.get(next++));
        }
        rest();
        return found.reading();
    }

    private static String name(ContainerOption option) {
        return option.permit();
    }

    private void rest() {
        if (next == words.size()) {
            return;
        }
        if (act != Launch.Act.PULL) {
            var values = JsonNodeFactory.instance.arrayNode();
            words.subList(next, words.size()).forEach(values::add);
            found.option(ContainerOption.COMMAND, "/args/command", values);
        } else {
            found.unclear(words.get(next), "is one operand too many");
        }
    }

    private boolean flag(String word) {
        return word.startsWith("--") ? longFlag(word.substring(2)) : word.length() > 1 && letters(word.substring(1));
    }

    private boolean longFlag(String text) {
        int equals = text.indexOf('=');
        var flag = flags.named(equals < 0 ? text : text.substring(0, equals));
        if (flag.isEmpty()) {
            return false;
        }
        var given = equals < 0 ? Optional.<String>empty() : Optional.of(text.substring(equals + 1));
        return flag.get().valued() ? valued(flag.get(), given) : toggled(flag.get(), given.orElse("true"));
    }

    /** Several letters may share a dash; the first that takes a value takes the rest of the word. */
    private boolean letters(String text) {
        for (int i = 0; i < text.length(); i++) {
            var flag = flags.lettered(text.charAt(i));
            if (flag.isEmpty()) {
                return false;
            }
            var rest = text.substring(i + 1);
            if (flag.get().valued()) {
                var value = rest.startsWith("=") ? rest.substring(1) : rest;
                return valued(flag.get(), rest.isEmpty() ? Optional.empty() : Optional.of(value));
            }
            if (rest.startsWith("=")) {
                return toggled(flag.get(), rest.substring(1));
            }
            toggled(flag.get(), "true");
        }
        return true;
    }

    private boolean toggled(Flag flag, String value) {
        if (!TRUE.contains(value) && !FALSE.contains(value)) {
            return false;
        }
        found.option(flag.option(), "/args/--" + flag.name(), BooleanNode.valueOf(TRUE.contains(value)));
        return true;
    }

    private boolean valued(Flag flag, Optional<String> given) {
        if (given.isEmpty() && next == words.size()) {
            return false;
        }
        var value = given.orElseGet(() -> words.get(next++));
        var option = flag.option();
        switch (option.shape()) {
            case TEXT, AMOUNT, RESTART -> found.option(option, "/args/--" + flag.name(), TextNode.valueOf(value));
            case FLAG -> throw new IllegalStateException(flag.name() + " takes no value");
            default ->
                lists.computeIfAbsent(option, key -> JsonNodeFactory.instance.arrayNode())
                        .add(flag.name().equals("mount") ? mount(value) : TextNode.valueOf(value));
        }
        return true;
    }

    /** {@code type=bind,source=/a,target=/b,readonly}. */
    private static JsonNode mount(String value) {
        var parts = JsonNodeFactory.instance.objectNode();
        for (var part : value.split(",", -1)) {
            int equals = part.indexOf('=');
            var key = equals < 0 ? part : part.substring(0, equals);
            var node = equals < 0 ? BooleanNode.TRUE : TextNode.valueOf(part.substring(equals + 1));
            if (value.indexOf('"') >= 0 || parts.replace(key, node) != null) {
                return TextNode.valueOf("");
            }
        }
        return parts;
    }
}
