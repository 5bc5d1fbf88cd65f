package dev.bursar.gate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an option's value looks like: when it stands for nothing, and what it asks for otherwise. */
enum Shape {
    FLAG {
        @Override
        Optional<String> problem(ContainerOption option, JsonNode value) {
            return value.isBoolean() ? Optional.empty() : Optional.of("is not true or false");
        }
    },
    TEXT {
        @Override
        Optional<String> problem(ContainerOption option, JsonNode value) {
            if (!value.isTextual() && !(value.isIntegralNumber() && option == ContainerOption.USER)) {
                return Optional.of("is not a text");
            }
            var text = value.asText();
            if (text.codePoints().anyMatch(Character::isISOControl)) {
                return Optional.of("has a control character");
            }
            return option == ContainerOption.NAME
                            && !CONTAINER_NAME.matcher(text).matches()
                    ? Optional.of("is not a container name")
                    : Optional.empty();
        }
    },
    AMOUNT {
        @Override
        boolean isAbsent(JsonNode value) {
            return super.isAbsent(value)
                    || Amounts.read(value)
                            .filter(amount -> amount.signum() == 0)
                            .isPresent();
        }

        @Override
        Optional<String> problem(ContainerOption option, JsonNode value) {
            return Amounts.read(value).isPresent() ? Optional.empty() : Optional.of("is not an amount");
        }

        @Override
        boolean agree(JsonNode one, JsonNode other) {
            return one.equals(other)
                    || Amounts.read(one)
                            .flatMap(a -> Amounts.read(other).filter(b -> a.compareTo(b) == 0))
                            .isPresent();
        }
    },
    WORDS {
        @Override
        Optional<String> problem(ContainerOption option, JsonNode value) {
            return value.isTextual() || isListOfTexts(value)
                    ? Optional.empty()
                    : Optional.of("is neither a text nor a list of texts");
        }
    },
    TABLE {
        @Override
        Optional<String> problem(ContainerOption option, JsonNode value) {
            boolean scalars = value.isObject()
                    && value.properties().stream().allMatch(e -> e.getValue().isValueNode());
            return scalars || isListOfTexts(value)
                    ? Optional.empty()
                    : Optional.of("is neither an object of texts nor a list of texts");
        }
    },
    /** An empty list of such an option takes the engine's own protection away. */
    PRESENT {
        @Override
        boolean isAbsent(JsonNode value) {
            return value.isNull();
        }
    },
    RESTART {
        @Override
        boolean isAbsent(JsonNode value) {
            return super.isAbsent(value) || isNo(value) || value.isObject() && isNo(value.path("Name"));
        }

        private static boolean isNo(JsonNode value) {
            return value.isTextual()
                    && (value.textValue().isEmpty() || value.textValue().equals("no"));
        }
    },
    ANY,
    PORTS {
        @Override
        List<Setting> settings(ContainerOption option, String shown, JsonNode value) {
            return Ports.read(shown, value);
        }
    },
    NETWORKS {
        @Override
        List<Setting> settings(ContainerOption option, String shown, JsonNode value) {
            return Networks.read(shown, value);
        }
    },
    CAPABILITIES {
        @Override
        List<Setting> settings(ContainerOption option, String shown, JsonNode value) {
            if (value.isTextual()) {
                return List.of(new Setting.Capability(ContainerRules.capability(value.textValue())));
            }
            return isListOfTexts(value)
                    ? texts(value).stream()
                            .<Setting>map(name -> new Setting.Capability(ContainerRules.capability(name)))
                            .toList()
                    : List.of(new Setting.Unreadable(option, shown, "is not a list of capabilities"));
        }
    },
    MOUNTS {
        @Override
        List<Setting> settings(ContainerOption option, String shown, JsonNode value) {
            return Mounts.read(shown, value);
        }
    };

    private static final Pattern CONTAINER_NAME = Pattern.compile("/?+[a-zA-Z0-9][a-zA-Z0-9_.-]*+");

    /** Whether a value asks for nothing: an option with its harmless value is no option. */
    boolean isAbsent(JsonNode value) {
        return value.isNull()
                || value.isBoolean() && !value.booleanValue()
                || value.isTextual() && value.textValue().isEmpty() && this != FLAG
                || value.isContainerNode() && value.isEmpty() && this != FLAG;
    }

    /** What is wrong with a value, if anything. */
    Optional<String> problem(ContainerOption option, JsonNode value) {
        return Optional.empty();
    }

    /** Whether two spellings of one option say the same. */
    boolean agree(JsonNode one, JsonNode other) {
        return one.equals(other);
    }

    /** Whether two keys of this option add up instead of spelling the same twice. */
    boolean isAdditive() {
        return switch (this) {
            case ANY, PRESENT, RESTART, PORTS, NETWORKS, CAPABILITIES, MOUNTS -> true;
            default -> false;
        };
    }

    /** What a value asks for; it is known not to be absent. */
    List<Setting> settings(ContainerOption option, String shown, JsonNode value) {
        boolean harmlessToShow = value.isBoolean() || this == TEXT || this == AMOUNT;
        var said = harmlessToShow && value.isValueNode() ? shown + "=" + value.asText() : shown;
        return List.of(problem(option, value)
                .<Setting>map(problem -> new Setting.Unreadable(option, said, problem))
                .orElseGet(() -> new Setting.Named(option, said)));
    }

    static boolean isListOfTexts(JsonNode value) {
        return value.isArray() && texts(value).size() == value.size();
    }

    /** The texts of a list; other elements are left out. */
    static List<String> texts(JsonNode list) {
        return list.valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }
}
