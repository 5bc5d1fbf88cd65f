/** Takes in OTLP over HTTP and gRPC, on the same port as everything else, and answers as its specification says. */
package dev.bursar.ingest.otlp;
