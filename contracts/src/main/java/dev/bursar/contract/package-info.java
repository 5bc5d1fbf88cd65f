/** What crosses a boundary between Bursar's parts: topic names and the rules of JSON that all messages share. */
package dev.bursar.contract;
