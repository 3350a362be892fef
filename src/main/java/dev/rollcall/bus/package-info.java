/** The event bus: addresses, the objects that go over it inside one Vert.x, and failure codes. */
@NullMarked
package dev.rollcall.bus;

import org.jspecify.annotations.NullMarked;
