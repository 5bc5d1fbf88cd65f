/** {@code bursar rates}: what models cost. */
package dev.bursar.cli.rates;
