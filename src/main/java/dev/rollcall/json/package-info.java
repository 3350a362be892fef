/**
 * JSON that others wrote: bounded reading, exact decimals, and rows whose fields are read by type.
 */
@NullMarked
package dev.rollcall.json;

import org.jspecify.annotations.NullMarked;
