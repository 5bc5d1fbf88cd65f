package dev.bursar.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.source.cli.Gist;
import java.util.List;

/** Where runs are recorded: with the services, or in a state file without them. */
interface Books {

    /** The options that name these books on a command line; none where they are the usual ones. */
    List<String> options();

    /**
     * Whether the run may begin.
     *
     * @throws dev.bursar.cli.terminal.CommandFailure where it could not be recorded afterwards
     */
    Permission ask(Intent intent);

    /** Records what a tool printed, once it has ended. */
    Recorded record(Gist gist, Report report);

    /** Records what a provider answered. */
    Recorded record(String provider, ObjectNode body, Report report);
}
