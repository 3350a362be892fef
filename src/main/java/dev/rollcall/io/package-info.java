/** Files: bounded reads, and one watch for all that are looked at again and again. */
@NullMarked
package dev.rollcall.io;

import org.jspecify.annotations.NullMarked;
