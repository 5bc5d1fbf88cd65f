package dev.bursar.contract.policy;

/**
 * One thing that a rule found wrong with a call.
 *
 * @param code what kind of thing
 * @param rule the rule that found it, by its place in the policy: {@code images.allow}
 * @param value what it was found in
 * @param detail the finding in words, for people
 */
public record Violation(Reason code, String rule, String value, String detail) {

    /** The most of a caller's text that is repeated to it, in UTF-16 units. */
    private static final int SHOWN = 300;

    /** A caller's text, cut where it is long; never in the middle of a character. */
    public static String excerpt(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return text.substring(0, end) + "…";
    }
}
