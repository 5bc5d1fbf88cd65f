package dev.bursar.gate.image;

/** A text in which {@code *} stands for any characters, none included. Everything else stands for itself. */
public record Glob(String text) {

    /** Whether a value is one of those that this text describes. Never recurses; at worst value times text steps. */
    public boolean matches(String value) {
        int p = 0;
        int v = 0;
        int star = -1;
        int resume = 0;
        while (v < value.length()) {
            if (p < text.length() && text.charAt(p) == '*') {
                star = p++;
                resume = v;
            } else if (p < text.length() && text.charAt(p) == value.charAt(v)) {
                p++;
                v++;
            } else if (star >= 0) {
                p = star + 1;
                v = ++resume;
            } else {
                return false;
            }
        }
        while (p < text.length() && text.charAt(p) == '*') {
            p++;
        }
        return p == text.length();
    }

    /** Whether this describes every text. */
    public boolean matchesAll() {
        return text.equals("*");
    }

    @Override
    public String toString() {
        return text;
    }
}
