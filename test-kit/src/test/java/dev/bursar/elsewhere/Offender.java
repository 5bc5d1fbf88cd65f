package dev.bursar.elsewhere;

import java.time.Instant;

/** Does what only the command line may do. */
public final class Offender {

    public void offend() {
        System.out.println(Instant.now());
    }
}
