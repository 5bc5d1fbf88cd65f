/** {@code bursar doctor}: what is wrong with an installation, and what to do about it. */
package dev.bursar.cli.doctor;
