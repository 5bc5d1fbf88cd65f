/** {@code bursar demo}: a day in the life of a few agents, told through the public entrance. */
package dev.bursar.cli.demo;
