/** The embedded stack from the command line: up and down. */
package dev.bursar.cli.stack;
