package dev.bursar.embedded.process;

import java.util.List;

/** A server or service that has been started as one or several processes. */
public interface Running {

    boolean isAlive();

    /** Returns once no process of it is left. */
    void stop();

    /** All processes that belong to it at this moment. */
    List<ProcessHandle> handles();
}
