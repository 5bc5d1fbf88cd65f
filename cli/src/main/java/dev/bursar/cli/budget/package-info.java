/** {@code bursar budget}: what may be spent, and how much of it is. */
package dev.bursar.cli.budget;
