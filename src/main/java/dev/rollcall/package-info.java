/**
 * Rollcall: a model list of every LLM provider, on the event bus and over REST.
 *
 * <p>{@link dev.rollcall.Rollcall} is the way in from Java, {@link dev.rollcall.RollcallVerticle}
 * the one for those who deploy verticles with JSON.
 */
@NullMarked
package dev.rollcall;

import org.jspecify.annotations.NullMarked;
