package dev.bursar.gate.adapter;

import static dev.bursar.contract.policy.Reason.ARGUMENT_INVALID;
import static dev.bursar.contract.policy.Reason.ARGUMENT_UNKNOWN;
import static dev.bursar.contract.policy.Reason.LAUNCH_UNCLEAR;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.policy.Violation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one launch's arguments say, gathered key by key. */
final class Arguments {

    /** The rule that arguments are read by. */
    static final String RULE = "arguments";

    /** Nobody reads further, and each costs a sentence. */
    private static final int MOST = 20;

    private record Said(String pointer, JsonNode value) {}

    private final Launch.Act act;
    private final List<String> images = new ArrayList<>();
    private final Map<ContainerOption, List<Said>> options = new EnumMap<>(ContainerOption.class);
    private final List<Violation> unclear = new ArrayList<>();
    private Optional<String> tag = Optional.empty();
    private Optional<Reading.Malformed> malformed = Optional.empty();

    /** @param act what the engine is asked to do */
    Arguments(Launch.Act act) {
        this.act = act;
    }

    void image(String name) {
        images.add(name);
    }

    void image(String pointer, JsonNode value) {
        if (value.isTextual()) {
            images.add(value.textValue());
        } else {
            malformed(pointer, "an image is a text");
        }
    }

    void tag(String pointer, JsonNode value) {
        if (value.isTextual()) {
            if (tag.filter(other -> !other.equals(value.textValue())).isPresent()) {
                invalid(pointer, "is another tag than before");
            }
            tag = Optional.of(value.textValue());
        } else if (!value.isNull()) {
            malformed(pointer, "a tag is a text");
        }
    }

    void option(ContainerOption option, String pointer, JsonNode value) {
        options.computeIfAbsent(option, key -> new ArrayList<>()).add(new Said(pointer, value));
    }

    void unknown(String pointer) {
        if (unclear.size() >= MOST) {
            return;
        }
        var shown = shown(pointer);
        unclear.add(new Violation(ARGUMENT_UNKNOWN, RULE, shown, "argument " + shown + " is not known"));
    }

    void invalid(String pointer, String why) {
        var shown = shown(pointer);
        unclear.add(new Violation(ARGUMENT_INVALID, RULE, shown, shown + " " + why));
    }

    /** Something that can't be judged at all: a word of a command line, a part of a compose file. */
    void unclear(String what, String why) {
        var shown = Violation.excerpt(what);
        unclear.add(new Violation(LAUNCH_UNCLEAR, RULE, shown, "\"" + shown + "\" " + why));
    }

    boolean isUnclear() {
        return !unclear.isEmpty();
    }

    private void malformed(String pointer, String detail) {
        malformed = malformed.or(() -> Optional.of(new Reading.Malformed(pointer, detail)));
    }

    Reading reading() {
        if (malformed.isPresent()) {
            return malformed.get();
        }
        var settings = new ArrayList<Setting>();
        options.forEach((option, said) -> add(option, said, settings));
        var image = ImageName.of(images, tag);
        if (unclear.isEmpty() && image instanceof ImageName.Outcome.Unclear none) {
            unclear.add(new Violation(ARGUMENT_INVALID, RULE, "image", none.why()));
        }
        return unclear.isEmpty() && image instanceof ImageName.Outcome.Named named
                ? new Reading.Launches(List.of(new Launch(act, named.image(), settings)))
                : new Reading.Unclear(unclear);
    }

    private void add(ContainerOption option, List<Said> said, List<Setting> settings) {
        var given = said.stream().filter(one -> !one.value().isNull()).toList();
        if (option.shape().isAdditive()) {
            given.forEach(one -> addOne(option, one, settings));
            return;
        }
        if (given.stream().anyMatch(one -> !option.shape().agree(given.get(0).value(), one.value()))) {
            invalid(
                    given.get(1).pointer(),
                    "does not agree with " + shown(given.get(0).pointer()));
        } else if (!given.isEmpty()) {
            addOne(option, given.get(0), settings);
        }
    }

    private static void addOne(ContainerOption option, Said said, List<Setting> settings) {
        if (!option.shape().isAbsent(said.value())) {
            settings.addAll(option.shape().settings(option, shown(said.pointer()), said.value()));
        }
    }

    /** {@code /hostConfig/Privileged} as people write it. */
    private static String shown(String pointer) {
        return Violation.excerpt(
                pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~"));
    }
}
