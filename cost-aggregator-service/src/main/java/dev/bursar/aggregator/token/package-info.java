/** Access tokens of the installation's own: minted, listed and taken back by an administrator. */
package dev.bursar.aggregator.token;
