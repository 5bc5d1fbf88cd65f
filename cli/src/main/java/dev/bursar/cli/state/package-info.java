/** The telemetry section of a project's state file: what its runs used and cost, kept without any server. */
package dev.bursar.cli.state;
