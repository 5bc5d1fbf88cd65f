/** A real PostgreSQL as child process: its binaries, its life, its databases and roles. */
package dev.bursar.embedded.postgres;
