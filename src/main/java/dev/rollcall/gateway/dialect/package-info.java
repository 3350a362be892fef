/**
 * The forms in which other vendors' APIs list models, each a pure writer over the same entries.
 *
 * <p>{@link dev.rollcall.gateway.dialect.Dialects} has all of them. A new one is a {@link
 * dev.rollcall.gateway.dialect.Dialect} and a line there.
 */
@NullMarked
package dev.rollcall.gateway.dialect;

import org.jspecify.annotations.NullMarked;
