/** The command line: one class per command, each talking HTTP only ({@code up} and {@code doctor} aside). */
package dev.bursar.cli;
