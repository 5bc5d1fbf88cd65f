/** {@code bursar export}: the books as files for other programs. */
package dev.bursar.cli.export;
