package dev.bursar.gate.adapter;

import java.util.List;

/**
 * One image that an engine is asked to pull or start, and what it is asked to do with it.
 *
 * @param image as written: the image rules read it
 * @param settings everything that differs from what an engine does by itself
 */
public record Launch(String image, List<Setting> settings) {

    public Launch {
        settings = List.copyOf(settings);
    }
}
