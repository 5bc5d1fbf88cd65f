/** {@code bursar check}: asks the gate, as an agent would. */
package dev.bursar.cli.check;
