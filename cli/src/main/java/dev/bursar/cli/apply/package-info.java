/** {@code bursar apply}: definitions kept in files. */
package dev.bursar.cli.apply;
