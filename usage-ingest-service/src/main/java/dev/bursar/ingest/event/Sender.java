package dev.bursar.ingest.event;

import dev.bursar.kit.security.Caller;

/** Who vouches for a record. */
public sealed interface Sender {

    /** A verified token: it limits whom the record may name. */
    record Verified(Caller caller) implements Sender {}

    /** The ACLs of the topic: the record's word is taken. */
    record TrustedTopic() implements Sender {}
}
