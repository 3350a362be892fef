/**
 * Rollcall: a model list of every LLM provider, on the event bus and over REST.
 *
 * <p>{@link dev.rollcall.Rollcall} is the entry point from Java, {@link
 * dev.rollcall.RollcallVerticle} the one for deployments with JSON.
 */
@NullMarked
package dev.rollcall;

import org.jspecify.annotations.NullMarked;
