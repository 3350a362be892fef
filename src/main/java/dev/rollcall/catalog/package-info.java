/**
 * The embedded catalog: what is known of models without asking their providers.
 *
 * <p>{@link dev.rollcall.catalog.Catalog} answers from it, {@link dev.rollcall.catalog.CatalogFile}
 * is its file, {@link dev.rollcall.catalog.CatalogMerge} brings that up to date.
 */
@NullMarked
package dev.rollcall.catalog;

import org.jspecify.annotations.NullMarked;
