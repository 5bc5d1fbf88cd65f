package dev.bursar.gate.image;

import java.util.Optional;

/**
 * Reads one image name by the grammar of github.com/distribution/reference, and by its rules for short names. Written
 * by hand: no regular expression, so nothing backtracks and no anchor lets a line feed through.
 */
final class ReferenceParser {

    private static final int MAX_TEXT = 1024;
    private static final int MAX_NAME = 255;
    private static final String DOCKER_HUB = "docker.io";
    private static final String LEGACY_DOCKER_HUB = "index.docker.io";
    private static final String OFFICIAL = "library/";

    private final String text;
    private final Characters characters;

    /** @param stars whether {@code *} may stand for letters of a path segment or tag, as in a policy's entries */
    ReferenceParser(String text, boolean stars) {
        this.text = text;
        this.characters = new Characters(stars);
    }

    record Parts(String domain, String path, Optional<String> tag, Optional<String> digest) {

        Optional<String> tagOrDefault() {
            return tag.isEmpty() && digest.isEmpty() ? Optional.of(ImageReference.DEFAULT_TAG) : tag;
        }
    }

    sealed interface Outcome {

        record Read(Parts parts) implements Outcome {}

        record Refused(String why) implements Outcome {}
    }

    Outcome parse() {
        if (text.isEmpty()) {
            return new Outcome.Refused("it is empty");
        }
        if (text.length() > MAX_TEXT) {
            return new Outcome.Refused("it is longer than any name can be");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return new Outcome.Refused("character %d is U+%04X".formatted(i + 1, (int) text.charAt(i)));
            }
        }
        if (Digest.isImageId(text)) {
            return new Outcome.Refused("it is an image id, not a name");
        }
        int at = text.indexOf('@');
        return at < 0
                ? named(text, Optional.empty())
                : named(text.substring(0, at), Optional.of(text.substring(at + 1)));
    }

    private Outcome named(String name, Optional<String> digest) {
        if (digest.isPresent() && !Digest.isDigest(digest.get())) {
            return new Outcome.Refused("the part after @ is not a sha256, sha384 or sha512 digest");
        }
        int slash = name.indexOf('/');
        var first = slash < 0 ? "" : name.substring(0, slash);
        if (slash >= 0 && isDomain(first)) {
            var domain = first.equals(LEGACY_DOCKER_HUB) ? DOCKER_HUB : first;
            return below(domain, name.substring(slash + 1), digest);
        }
        return below(DOCKER_HUB, name, digest);
    }

    /** By the rules for short names: what looks like a host is one; everything else is a path on Docker Hub. */
    private static boolean isDomain(String first) {
        return first.equals("localhost")
                || first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    }

    private Outcome below(String domain, String remainder, Optional<String> digest) {
        int colon = remainder.indexOf(':');
        var given = colon < 0 ? remainder : remainder.substring(0, colon);
        var tag = colon < 0 ? Optional.<String>empty() : Optional.of(remainder.substring(colon + 1));
        var path = domain.equals(DOCKER_HUB) && given.indexOf('/') < 0 ? OFFICIAL + given : given;
        if (!characters.isHost(domain)) {
            return new Outcome.Refused("\"" + domain + "\" is not a registry host");
        }
        if (given.chars().anyMatch(c -> c >= 'A' && c <= 'Z')) {
            return new Outcome.Refused("a repository is written in lower case");
        }
        if (!characters.isPath(path)) {
            return new Outcome.Refused("\"" + given + "\" is not a repository");
        }
        if (domain.length() + 1 + path.length() > MAX_NAME) {
            return new Outcome.Refused("the name is longer than 255 characters");
        }
        if (tag.isPresent() && !characters.isTag(tag.get())) {
            return new Outcome.Refused("\"" + tag.get() + "\" is not a tag");
        }
        return new Outcome.Read(new Parts(domain, path, tag, digest));
    }
}
