/** {@code bursar cost} and {@code bursar status}: what was spent. */
package dev.bursar.cli.cost;
