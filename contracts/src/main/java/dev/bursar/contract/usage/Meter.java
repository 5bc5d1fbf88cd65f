package dev.bursar.contract.usage;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is counted: a token class, or another unit. Meters of one event are disjoint: they add up, nothing is counted
 * twice. A name that is not known here is kept, and unpriced.
 *
 * @param name lower snake case, at most 64 characters
 */
public record Meter(String name) implements Comparable<Meter> {

    // First, because the constants below are made with it.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    public static final Meter INPUT = new Meter("input");
    public static final Meter CACHE_READ = new Meter("cache_read");
    /** Input written to a cache that lives five minutes, or for a time the provider does not say. */
    public static final Meter CACHE_WRITE_5M = new Meter("cache_write_5m");

    public static final Meter CACHE_WRITE_1H = new Meter("cache_write_1h");
    /** Tokens given out, without those spent on reasoning where the provider tells them apart. */
    public static final Meter OUTPUT = new Meter("output");

    public static final Meter REASONING = new Meter("reasoning");
    public static final Meter WEB_SEARCH = new Meter("web_search");
    public static final Meter REQUEST = new Meter("request");
    public static final Meter IMAGE = new Meter("image");
    public static final Meter AUDIO_SECOND = new Meter("audio_second");
    /** One query over up to 100 documents, as rerankers bill it. */
    public static final Meter SEARCH = new Meter("search");

    private static final List<Meter> INPUT_CLASSES = List.of(INPUT, CACHE_READ, CACHE_WRITE_5M, CACHE_WRITE_1H);
    private static final List<Meter> OUTPUT_CLASSES = List.of(OUTPUT, REASONING);
    private static final List<String> KINDS = List.of("", "_audio", "_image", "_video");
    private static final Map<String, Side> SIDES = sides();
    private static final Map<Meter, Meter> FALLBACKS = fallbacks();
    private static final Map<String, Meter> KNOWN = known();

    /** Where a meter's units count. */
    public enum Side {
        /** Tokens that go into the model, cached or not. */
        INPUT,
        /** Tokens that come out of it, shown or not. */
        OUTPUT,
        /** What is not a token. */
        UNIT
    }

    public Meter {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a meter name: " + name);
        }
    }

    /**
     * The meter of a name; those known here are not made anew, because every count of every event asks.
     *
     * @throws IllegalArgumentException what is no {@link #isName name}
     */
    public static Meter of(String name) {
        var known = KNOWN.get(name);
        return known == null ? new Meter(name) : known;
    }

    /** Whether a text can name a meter. */
    public static boolean isName(String text) {
        return KNOWN.containsKey(text) || NAME.matcher(text).matches();
    }

    public Side side() {
        return SIDES.getOrDefault(name, Side.UNIT);
    }

    public boolean isToken() {
        return side() != Side.UNIT;
    }

    /** The variant of a token class that is billed apart, such as {@code input_audio}. */
    public Meter kind(String kind) {
        return new Meter(name + "_" + kind);
    }

    /**
     * The meter whose price stands in where this one has none; the chain is finite and ends at {@code input}, {@code
     * output} or nowhere.
     */
    public Optional<Meter> fallback() {
        return Optional.ofNullable(FALLBACKS.get(this));
    }

    @Override
    public int compareTo(Meter other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }

    private static Map<String, Side> sides() {
        var sides = new HashMap<String, Side>();
        for (var kind : KINDS) {
            INPUT_CLASSES.forEach(meter -> sides.put(meter.name + kind, Side.INPUT));
            OUTPUT_CLASSES.forEach(meter -> sides.put(meter.name + kind, Side.OUTPUT));
        }
        return Collections.unmodifiableMap(sides);
    }

    private static Map<String, Meter> known() {
        var known = new HashMap<String, Meter>();
        SIDES.keySet().forEach(name -> known.put(name, new Meter(name)));
        List.of(WEB_SEARCH, REQUEST, IMAGE, AUDIO_SECOND, SEARCH).forEach(unit -> known.put(unit.name, unit));
        return Map.copyOf(known);
    }

    private static Map<Meter, Meter> fallbacks() {
        var fallbacks = new HashMap<Meter, Meter>();
        fallbacks.put(CACHE_READ, INPUT);
        fallbacks.put(CACHE_WRITE_1H, CACHE_WRITE_5M);
        fallbacks.put(CACHE_WRITE_5M, INPUT);
        fallbacks.put(REASONING, OUTPUT);
        for (var kind : KINDS.subList(1, KINDS.size())) {
            INPUT_CLASSES.forEach(meter -> fallbacks.put(new Meter(meter.name + kind), meter));
            OUTPUT_CLASSES.forEach(meter -> fallbacks.put(new Meter(meter.name + kind), meter));
        }
        return Collections.unmodifiableMap(fallbacks);
    }
}
