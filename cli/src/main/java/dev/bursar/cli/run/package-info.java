/** Runs an agent's tool here, asked for and recorded; and records what one printed. */
package dev.bursar.cli.run;
