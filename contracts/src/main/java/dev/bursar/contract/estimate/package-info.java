/** What a call will cost before it is made: its tokens counted or estimated, then priced by the one pricing function. */
package dev.bursar.contract.estimate;
