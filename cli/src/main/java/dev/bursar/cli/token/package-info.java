/** {@code bursar token}: mints, lists and revokes bearer tokens. */
package dev.bursar.cli.token;
