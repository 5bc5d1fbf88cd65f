/** Benchmarks: each prints the machine and its settings; none is asserted in a test. */
package dev.bursar.benchmark;
