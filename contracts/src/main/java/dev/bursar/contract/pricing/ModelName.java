package dev.bursar.contract.pricing;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reduces what a source calls a model to the name that rate cards match; the original stays on the entry. */
public final class ModelName {

    private static final Pattern PATH = Pattern.compile("^(?:models/|publishers/[^/]+/models/)");
    private static final Pattern CONTEXT_MARK = Pattern.compile("\\[[0-9]+[mk]]$");
    private static final Pattern DATE =
            Pattern.compile("[-@](?:20\\d{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\\d|3[01]))$");

    private ModelName() {}

    /** The name without path, context mark and letter case: {@code models/Gemini-2.5-pro} is {@code gemini-2.5-pro}. */
    public static String plain(String model) {
        var name = PATH.matcher(model).replaceFirst("");
        return CONTEXT_MARK.matcher(name).replaceFirst("").toLowerCase(Locale.ROOT);
    }

    /** The plain name without the date of its release: {@code gpt-4o-2024-08-06} is {@code gpt-4o}. */
    public static String undated(String model) {
        return DATE.matcher(plain(model)).replaceFirst("");
    }
}
