package dev.bursar.embedded;

import dev.bursar.embedded.process.Child;
import dev.bursar.embedded.process.Running;
import java.time.Duration;
import java.util.List;

/** A service's process as part of the stack. */
record RunningChild(Child child) implements Running {

    /** Above the services' own 10 s for requests under way. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(12);

    @Override
    public boolean isAlive() {
        return child.isAlive();
    }

    @Override
    public void stop() {
        child.stop(STOP_PATIENCE);
    }

    @Override
    public List<ProcessHandle> handles() {
        return List.of(child.handle());
    }
}
