package dev.bursar.gate.adapter;

import java.util.List;

/**
 * One image that an engine is asked to pull or start, and with which settings.
 *
 * @param act what it is asked to do with it
 * @param image as written: the image rules read it
 * @param settings everything that differs from what an engine does by itself
 */
public record Launch(Act act, String image, List<Setting> settings) {

    /** What an engine can be asked to do with an image, whatever the tool is called. */
    public enum Act {
        RUN("docker_run"),
        CREATE("docker_container_create"),
        PULL("docker_pull");

        private final String action;

        Act(String action) {
            this.action = action;
        }

        /** By which policies name it. */
        public String action() {
            return action;
        }
    }

    public Launch {
        settings = List.copyOf(settings);
    }
}
