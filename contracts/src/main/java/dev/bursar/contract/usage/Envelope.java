package dev.bursar.contract.usage;

import java.time.Instant;

/**
 * What the message around the usage says: who sent it, under which name, when, by which way.
 *
 * @param sequence as in the CloudEvents extension; 0 where it is absent
 */
public record Envelope(String source, String id, Instant time, UsagePath path, long sequence) {}
