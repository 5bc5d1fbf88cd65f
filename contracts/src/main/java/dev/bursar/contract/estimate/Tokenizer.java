package dev.bursar.contract.estimate;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.bursar.contract.estimate.TokenCount.Method;
import dev.bursar.contract.pricing.ModelName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What cuts a text into tokens: one of OpenAI's encodings, or, for a model whose own is not published, OpenAI's with a
 * margin. Vocabularies of several thousand entries agree on most words; they differ in how they treat rare ones, code
 * and other scripts than Latin.
 *
 * @param basis what counts
 * @param expectedPercent of its count, how many tokens to expect
 * @param mostPercent of its count, how many tokens there will be at most
 */
record Tokenizer(EncodingType basis, int expectedPercent, int mostPercent) {

    private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();
    private static final int EXACT = 100;

    /** In UTF-16 units, of anything without a blank, or of blanks. */
    private static final int LONGEST_RUN = 4_000;

    private static final Tokenizer O200K = new Tokenizer(EncodingType.O200K_BASE, EXACT, EXACT);
    private static final Tokenizer CL100K = new Tokenizer(EncodingType.CL100K_BASE, EXACT, EXACT);
    private static final Tokenizer UNKNOWN = new Tokenizer(EncodingType.O200K_BASE, 120, 200);

    /** By the name that a rate card says. */
    private static final Map<String, Tokenizer> BY_NAME = Map.ofEntries(
            Map.entry("o200k_base", O200K),
            Map.entry("cl100k_base", CL100K),
            Map.entry("p50k_base", new Tokenizer(EncodingType.P50K_BASE, EXACT, EXACT)),
            Map.entry("r50k_base", new Tokenizer(EncodingType.R50K_BASE, EXACT, EXACT)),
            // Anthropic: its newest models cut up to a third finer than those before them.
            Map.entry("claude", new Tokenizer(EncodingType.O200K_BASE, 125, 180)),
            Map.entry("gemini", new Tokenizer(EncodingType.O200K_BASE, 105, 140)),
            // Llama 3's vocabulary is cl100k_base with more words for other languages.
            Map.entry("llama3", new Tokenizer(EncodingType.CL100K_BASE, 100, 125)),
            Map.entry("mistral", new Tokenizer(EncodingType.O200K_BASE, 115, 160)),
            Map.entry("deepseek", new Tokenizer(EncodingType.O200K_BASE, 105, 140)),
            Map.entry("qwen", new Tokenizer(EncodingType.O200K_BASE, 105, 140)),
            Map.entry("grok", new Tokenizer(EncodingType.O200K_BASE, 110, 150)),
            Map.entry("command", new Tokenizer(EncodingType.O200K_BASE, 110, 150)));

    /** By how a model's name begins, the first that fits, where no card says it. */
    private static final Map<String, String> BY_MODEL = byModel();

    /**
     * The tokenizer of a model.
     *
     * @param named what its rate card says
     */
    static Tokenizer of(Optional<String> named, String model) {
        var known = named.map(BY_NAME::get);
        if (known.isPresent()) {
            return known.get();
        }
        var name = ModelName.canonical(model);
        var plain = name.startsWith("ft:") ? name.substring("ft:".length()) : name;
        return BY_MODEL.entrySet().stream()
                .filter(entry -> plain.startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> BY_NAME.get(entry.getValue()))
                .orElse(UNKNOWN);
    }

    /** The tokens of a text; what looks like a control token is text like any other. */
    TokenCount count(String text) {
        long tokens = 0;
        for (int from = 0; from < text.length(); ) {
            int to = endOfPiece(text, from);
            tokens += encoding().countTokensOrdinary(text.substring(from, to));
            from = to;
        }
        return margin(tokens);
    }

    /**
     * Where a text can be cut without harm: it takes the square of its length to merge one endless word, so such a one is
     * cut, for a token more now and then.
     */
    private static int endOfPiece(String text, int from) {
        int run = 0;
        boolean blank = false;
        for (int i = from; i < text.length(); i++) {
            boolean now = Character.isWhitespace(text.charAt(i));
            run = now == blank ? run + 1 : 1;
            blank = now;
            if (run > LONGEST_RUN && !Character.isLowSurrogate(text.charAt(i))) {
                return i;
            }
        }
        return text.length();
    }

    /** A number of its own tokens, with the margin where they are not the model's. */
    TokenCount margin(long tokens) {
        return new TokenCount(percent(tokens, expectedPercent), percent(tokens, mostPercent), method());
    }

    Method method() {
        return expectedPercent == EXACT && mostPercent == EXACT ? Method.TOKENIZER : Method.APPROXIMATE;
    }

    private Encoding encoding() {
        return ENCODINGS.getEncoding(basis);
    }

    private static long percent(long tokens, int percent) {
        return (tokens * percent + 99) / 100;
    }

    private static Map<String, String> byModel() {
        var names = new LinkedHashMap<String, String>();
        for (var start : new String[] {
            "gpt-4o", "gpt-4.", "gpt-5", "gpt-6", "gpt-oss", "chatgpt", "codex", "computer-use", "o1", "o3", "o4"
        }) {
            names.put(start, "o200k_base");
        }
        for (var start : new String[] {"gpt-4", "gpt-3.5", "gpt-35", "text-embedding"}) {
            names.put(start, "cl100k_base");
        }
        names.put("claude", "claude");
        names.put("gemini", "gemini");
        names.put("gemma", "gemini");
        names.put("llama", "llama3");
        for (var start :
                new String[] {"mistral", "mixtral", "ministral", "magistral", "codestral", "devstral", "pixtral"}) {
            names.put(start, "mistral");
        }
        for (var same : new String[] {"deepseek", "qwen", "grok", "command"}) {
            names.put(same, same);
        }
        return names;
    }
}
