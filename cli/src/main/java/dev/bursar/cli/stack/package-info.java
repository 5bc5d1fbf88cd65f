/** The embedded stack from the command line: up, down, and what is wrong with an installation. */
package dev.bursar.cli.stack;
