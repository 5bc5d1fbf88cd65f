package dev.bursar.gate.image;

/**
 * Which characters may stand where in an image name.
 *
 * @param stars whether {@code *} counts as a letter of path segments and tags
 */
record Characters(boolean stars) {

    private static final int MAX_TAG = 128;

    /** {@code [\w][\w.-]{0,127}}. */
    boolean isTag(String tag) {
        if (tag.isEmpty() || tag.length() > MAX_TAG || !isWord(tag.charAt(0))) {
            return false;
        }
        for (int i = 1; i < tag.length(); i++) {
            char c = tag.charAt(i);
            if (!isWord(c) && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Segments between slashes; each is lower-case letters and digits, joined by one separator at a time. */
    boolean isPath(String path) {
        int from = 0;
        while (true) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            if (!isSegment(path, from, to)) {
                return false;
            }
            if (slash < 0) {
                return true;
            }
            from = slash + 1;
        }
    }

    private boolean isSegment(String path, int from, int to) {
        int i = from;
        while (i < to && isLetter(path.charAt(i))) {
            i++;
            while (i < to && isLetter(path.charAt(i))) {
                i++;
            }
            if (i == to) {
                return true;
            }
            i = afterSeparator(path, i, to);
        }
        return false;
    }

    /** A separator is one dot, one or two underscores, or any number of dashes. */
    private static int afterSeparator(String path, int from, int to) {
        char c = path.charAt(from);
        int most = c == '.' ? 1 : c == '_' ? 2 : c == '-' ? Integer.MAX_VALUE : 0;
        int i = from;
        while (i < to && path.charAt(i) == c && i - from < most) {
            i++;
        }
        return i;
    }

    /** A domain name, an IPv4 address or an IPv6 address in brackets, with an optional port. */
    boolean isHost(String domain) {
        int end = domain.startsWith("[") ? domain.indexOf(']') + 1 : portColon(domain);
        if (end <= 0 || !isPort(domain, end)) {
            return false;
        }
        var host = domain.substring(0, end);
        return host.startsWith("[") ? isAddress(host) : isDomainName(host);
    }

    private static int portColon(String domain) {
        int colon = domain.indexOf(':');
        return colon < 0 ? domain.length() : colon;
    }

    private static boolean isPort(String domain, int from) {
        if (from == domain.length()) {
            return true;
        }
        return domain.charAt(from) == ':'
                && domain.length() > from + 1
                && domain.chars().skip(from + 1L).allMatch(Characters::isDigit);
    }

    private static boolean isAddress(String bracketed) {
        return bracketed.length() > 2
                && bracketed
                        .substring(1, bracketed.length() - 1)
                        .chars()
                        .allMatch(c -> isDigit(c) || c == ':' || (c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    }

    private static boolean isDomainName(String host) {
        for (var part : host.split("\\.", -1)) {
            if (part.isEmpty()
                    || part.startsWith("-")
                    || part.endsWith("-")
                    || !part.chars().allMatch(c -> isAlphanumeric(c) || c == '-')) {
                return false;
            }
        }
        return true;
    }

    private boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || isDigit(c) || stars && c == '*';
    }

    private boolean isWord(char c) {
        return isAlphanumeric(c) || c == '_' || stars && c == '*';
    }

    private static boolean isAlphanumeric(int c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
