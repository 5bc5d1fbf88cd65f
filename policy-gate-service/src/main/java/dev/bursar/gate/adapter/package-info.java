/** From a tool's arguments to the container launches they ask for, and the rules that those must keep. */
package dev.bursar.gate.adapter;
