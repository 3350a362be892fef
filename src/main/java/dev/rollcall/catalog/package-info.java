/**
 * The embedded catalog: what is known of models without asking their providers.
 *
 * <p>{@link dev.rollcall.catalog.Catalog} answers from it, {@link dev.rollcall.catalog.CatalogFile}
 * is its file, {@link dev.rollcall.catalog.CatalogMerge} brings that up to date. A service reads of
 * the file in the jar what it needs ({@code EmbeddedRows}), of another one everything.
 *
 * <p>An entry is matched to one row: a row of its own type by the rules of {@code NativeMatcher},
 * else one of OpenRouter's by those of {@code OpenRouterRule}. {@code Fills} says what each may
 * fill. Where neither the provider nor a row says what a model is for, its id may ({@code
 * IdNames}). {@code Catalog} does it in this order; every rule has the name that entries carry.
 */
@NullMarked
package dev.rollcall.catalog;

import org.jspecify.annotations.NullMarked;
