/** What a record says, whoever brings it: CloudEvents read as usage events, or the reason why not. No I/O. */
package dev.bursar.ingest.event;
