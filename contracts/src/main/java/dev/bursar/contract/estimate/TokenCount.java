package dev.bursar.contract.estimate;

import java.util.Locale;

/**
 * How many tokens a prompt has.
 *
 * @param expected what it will probably be
 * @param most what it will not exceed, as far as anybody can tell
 */
public record TokenCount(long expected, long most, Method method) {

    /** How the number came about, from the surest to the least sure. */
    public enum Method {
        /** The caller counted. */
        COUNTED,
        /** The model's own tokenizer counted. */
        TOKENIZER,
        /** Another tokenizer counted, and a margin was added. */
        APPROXIMATE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    TokenCount plus(TokenCount other) {
        return new TokenCount(
                Math.addExact(expected, other.expected),
                Math.addExact(most, other.most),
                method.compareTo(other.method) >= 0 ? method : other.method);
    }

    static TokenCount exactly(long tokens, Method method) {
        return new TokenCount(tokens, tokens, method);
    }
}
