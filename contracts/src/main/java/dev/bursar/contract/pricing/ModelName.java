package dev.bursar.contract.pricing;

import dev.bursar.contract.usage.ModelSpelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reduces what a source calls a model to the names that rate cards match; the original stays on the entry. Left out are
 * where it runs and what says nothing of its price; what does, a fine-tune's mark, {@code :free} or {@code :online}, stays.
 */
public final class ModelName {

    /** What stands before a name, from the outside in. */
    private static final List<Pattern> HEADS = List.of(
            Pattern.compile("^arn:[a-z-]+:bedrock:[a-z0-9-]*:[0-9]*:[a-z-]+/"),
            Pattern.compile("^(?:projects/[^/]+/locations/[^/]+/)?(?:publishers/[^/]+/)?models/"),
            Pattern.compile("^.*/"),
            Pattern.compile("^" + ModelSpelling.PROFILE_AT_BEDROCK),
            Pattern.compile("^" + ModelSpelling.MAKER_AT_BEDROCK));

    /** What stands behind a name, from the outside in. */
    private static final List<Pattern> TAILS = List.of(
            Pattern.compile("\\[[0-9]+[mk]]$"),
            // Organisation, name and id of a fine-tune: ft:gpt-4o:org:name:id.
            Pattern.compile("(?<=^ft:[^:]{1,200}):.*$"),
            // How a router looks for a host or moderates, a moving tag, the revision and context of a model at Bedrock.
            Pattern.compile("(?::(?:nitro|floor|exacto|beta|latest)|@(?:latest|default)|:[0-9](?::[0-9]+k|:mm)?)$"),
            Pattern.compile("(?:-v[01]|(?<=-20\\d{6})-v[0-9]|(?<=gpt-oss-\\d{2,3}b)-1)$"),
            Pattern.compile("[-@](?:20\\d{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\\d|3[01]))$"));

    private ModelName() {}

    /** The names by which a card may mean a model, in lower case: as reported first, each one shorter after it. */
    public static List<String> forms(String model) {
        var forms = new LinkedHashSet<String>();
        var name = model.toLowerCase(Locale.ROOT);
        addShortened(name, forms);
        for (var head : HEADS) {
            var inner = head.matcher(name).replaceFirst("");
            if (!inner.isEmpty() && inner.length() < name.length()) {
                name = inner;
                addShortened(name, forms);
            }
        }
        return List.copyOf(forms);
    }

    /** The forms that keep what stands before the name. */
    static List<String> wholeForms(String model) {
        var forms = new LinkedHashSet<String>();
        addShortened(model.toLowerCase(Locale.ROOT), forms);
        return List.copyOf(forms);
    }

    /** The shortest form: {@code us.anthropic.claude-sonnet-4-5-20250929-v1:0} is {@code claude-sonnet-4-5}. */
    public static String canonical(String model) {
        var forms = forms(model);
        return forms.get(forms.size() - 1);
    }

    private static void addShortened(String name, LinkedHashSet<String> forms) {
        var shorter = name;
        forms.add(shorter);
        for (var tail : TAILS) {
            var left = tail.matcher(shorter).replaceFirst("");
            if (!left.isEmpty()) {
                shorter = left;
                forms.add(shorter);
            }
        }
    }
}
