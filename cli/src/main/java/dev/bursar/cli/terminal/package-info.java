/** What every command shares with the terminal it runs in: surroundings, exit codes, tables, CSV, figures, progress. */
package dev.bursar.cli.terminal;
