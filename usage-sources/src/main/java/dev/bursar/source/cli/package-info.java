/** What an agent's command line tool printed, understood as usage. */
package dev.bursar.source.cli;
