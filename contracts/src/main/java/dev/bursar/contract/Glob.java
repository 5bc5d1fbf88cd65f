package dev.bursar.contract;

/**
 * A pattern over whole values: {@code *} stands for any characters or none, {@code ?} for one (a code point, as in
 * SQL's {@code LIKE}). There is no escape.
 * Matching takes time proportional to pattern times value at most.
 */
public record Glob(String pattern) {

    public boolean isLiteral() {
        return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    }

    public boolean matches(String value) {
        int p = 0;
        int v = 0;
        int star = -1;
        int retry = 0;
        while (v < value.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = v;
            } else if (p < pattern.length() && pattern.charAt(p) == '?') {
                p++;
                v += Character.charCount(value.codePointAt(v));
            } else if (p < pattern.length() && pattern.charAt(p) == value.charAt(v)) {
                p++;
                v++;
            } else if (star >= 0) {
                p = star + 1;
                v = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
