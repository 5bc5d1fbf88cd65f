/** The plain part of YAML, read so that nothing means something else than it looks like. */
package dev.bursar.gate.yaml;
