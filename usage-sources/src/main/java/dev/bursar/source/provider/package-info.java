/** What a provider answered to a call, understood as usage. */
package dev.bursar.source.provider;
