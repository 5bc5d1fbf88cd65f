package dev.bursar.embedded;

/** Tells the person who waits what is going on. */
public interface Progress {

    void say(String line);
}
