package dev.bursar.gate.adapter;

/** One form for the many ways to write a key: {@code cap_add}, {@code CapAdd}, {@code cap-add}. */
final class Spelling {

    private Spelling() {}

    /** Letters and digits in lower case. A key with any other letter, a look-alike say, keeps it and so is no known key. */
    static String fold(String key) {
        var folded = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.append((char) (c + ('a' - 'A')));
            } else if (c != '_' && c != '-') {
                folded.append(c);
            }
        }
        return folded.toString();
    }
}
