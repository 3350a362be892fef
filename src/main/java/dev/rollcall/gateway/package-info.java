/**
 * What callers reach: the REST routes, the event bus consumers, and the verticle that opens both.
 *
 * <p>{@link dev.rollcall.gateway.ModelService} answers for all of them.
 */
@NullMarked
package dev.rollcall.gateway;

import org.jspecify.annotations.NullMarked;
