package dev.bursar.contract.usage;

import dev.bursar.contract.StoredText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labels of an event that costs are grouped and budgets matched by. Tags are labels named {@code tags.<name>}.
 *
 * @param values label by name; names are those of {@link #NAMES} or begin with {@code tags.}
 */
public record Dimensions(SortedMap<String, String> values) {

    public static final String PRINCIPAL = "principal";
    public static final String TEAM = "team";
    public static final String PROJECT = "project";
    public static final String PROVIDER = "provider";
    public static final String MODEL = "model";
    public static final String SERVICE_TIER = "service_tier";
    public static final String REGION = "region";
    public static final String TAG_PREFIX = "tags.";

    /** Every fixed dimension, in the order in which they are shown. */
    public static final List<String> NAMES = List.of(
            PRINCIPAL,
            "agent",
            TEAM,
            PROJECT,
            "mission",
            "step",
            "session",
            "operation",
            "tool",
            PROVIDER,
            MODEL,
            SERVICE_TIER,
            REGION);

    /** What a caller may say about whom a call was for; the rest comes from the call itself. */
    public static final Set<String> ATTRIBUTION =
            Set.of(PRINCIPAL, "agent", TEAM, PROJECT, "mission", "step", "session", "operation", "tool");

    /** The longest value. */
    public static final int MAX_LENGTH = 256;

    public static final Dimensions NONE = new Dimensions(new TreeMap<>());

    public Dimensions {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        values.keySet().forEach(name -> {
            if (!isName(name)) {
                throw new IllegalArgumentException("not a dimension: " + name);
            }
        });
    }

    public static Dimensions of(Map<String, String> values) {
        return new Dimensions(new TreeMap<>(values));
    }

    /** Whether a text names a dimension: one of the fixed ones, or a tag. */
    public static boolean isName(String text) {
        return NAMES.contains(text) || (text.startsWith(TAG_PREFIX) && isValue(text.substring(TAG_PREFIX.length())));
    }

    /** Whether a text can be a value: 1 to 256 characters, none of them a control character or half a surrogate pair. */
    public static boolean isValue(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && StoredText.isFit(text);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public Dimensions with(String name, String value) {
        var changed = new TreeMap<>(values);
        changed.put(name, value);
        return new Dimensions(changed);
    }

    /** @throws IllegalStateException where there is none: an event always has one */
    public String principal() {
        return required(PRINCIPAL);
    }

    /** @throws IllegalStateException where there is none: an event always has one */
    public String provider() {
        return required(PROVIDER);
    }

    /** @throws IllegalStateException where there is none: an event always has one */
    public String model() {
        return required(MODEL);
    }

    private String required(String name) {
        return get(name).orElseThrow(() -> new IllegalStateException("no dimension " + name));
    }
}
