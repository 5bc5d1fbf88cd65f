/** How commands reach the services: addresses, token, requests, and what a service's problem says to a person. */
package dev.bursar.cli.client;
