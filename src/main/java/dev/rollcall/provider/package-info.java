/**
 * The providers: their types, one small pure class per API, and the verticle that asks one.
 *
 * <p>{@link dev.rollcall.provider.ProviderType} registers them all.
 */
@NullMarked
package dev.rollcall.provider;

import org.jspecify.annotations.NullMarked;
