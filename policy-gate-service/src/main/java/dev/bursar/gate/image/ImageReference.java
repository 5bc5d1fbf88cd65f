package dev.bursar.gate.image;

import java.util.Optional;

/**
 * A container image by its canonical name: what an engine would fetch, not what was typed.
 *
 * @param domain registry host, with its port where it has one
 * @param path repository below the registry, {@code library/} included
 * @param tag {@code latest} where neither tag nor digest was given; absent where only a digest was
 */
public record ImageReference(String domain, String path, Optional<String> tag, Optional<String> digest) {

    /** The tag of a name that has neither tag nor digest. */
    public static final String DEFAULT_TAG = "latest";

    /** What a text is: an image, or why it is none. */
    public sealed interface Parsed {

        record Valid(ImageReference image) implements Parsed {}

        record Invalid(String why) implements Parsed {}
    }

    /** Reads a text by the distribution grammar, with Docker's short names. Nothing is trimmed or repaired. */
    public static Parsed parse(String text) {
        var name = new ReferenceParser(text, false).parse();
        if (name instanceof ReferenceParser.Outcome.Refused refused) {
            return new Parsed.Invalid(refused.why());
        }
        var parts = ((ReferenceParser.Outcome.Read) name).parts();
        return new Parsed.Valid(new ImageReference(parts.domain(), parts.path(), parts.tagOrDefault(), parts.digest()));
    }

    /** Whether a text can be a tag. */
    public static boolean isTag(String text) {
        return new Characters(false).isTag(text);
    }

    /** Registry and repository: {@code docker.io/library/python}. */
    public String repository() {
        return domain + "/" + path;
    }

    /** The whole canonical name: {@code docker.io/library/python:3.9-slim}. */
    public String canonical() {
        return repository()
                + tag.map(name -> ":" + name).orElse("")
                + digest.map(hash -> "@" + hash).orElse("");
    }

    @Override
    public String toString() {
        return canonical();
    }
}
