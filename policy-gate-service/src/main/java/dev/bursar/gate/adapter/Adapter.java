package dev.bursar.gate.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Understands the arguments of one kind of tool: flat options, a command line, a compose file. */
interface Adapter {

    /**
     * What the arguments ask an engine for. What is not understood to the last key is never guessed.
     *
     * @param named the image that the question itself names; the arguments' must be the same
     */
    Reading read(ObjectNode arguments, Optional<String> named);
}
