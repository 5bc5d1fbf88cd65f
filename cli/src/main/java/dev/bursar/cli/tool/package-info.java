/** What a coding agent's own settings say that its command line doesn't: its model, and whether it exports OTLP. */
package dev.bursar.cli.tool;
