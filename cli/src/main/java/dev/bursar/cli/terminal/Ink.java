package dev.bursar.cli.terminal;

/** Colours for a terminal that shows them; never the only carrier of a meaning. */
public enum Ink {
    NONE(""),
    BOLD("1"),
    FAINT("2"),
    GOOD("32"),
    WARN("33"),
    BAD("31");

    /** Select graphic rendition, ECMA-48 section 8.3.117. */
    private final String parameter;

    Ink(String parameter) {
        this.parameter = parameter;
    }

    /** The text in this colour, or as it is where there are none. */
    public String paint(String text, boolean colour) {
        return colour && this != NONE ? "\033[" + parameter + "m" + text + "\033[0m" : text;
    }
}
