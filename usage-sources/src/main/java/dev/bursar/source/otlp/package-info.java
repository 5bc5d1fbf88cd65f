/** What OpenTelemetry says of model calls (OTLP 1.9), understood so that each call counts once, by one signal. */
package dev.bursar.source.otlp;
