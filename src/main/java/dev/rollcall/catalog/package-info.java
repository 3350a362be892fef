/**
 * The embedded catalog: what is known of models without asking their providers.
 *
 * <p>{@link dev.rollcall.catalog.Catalog} answers from it, {@link dev.rollcall.catalog.CatalogFile}
 * is its file, {@link dev.rollcall.catalog.ModelsDevImport} makes its rows.
 */
@NullMarked
package dev.rollcall.catalog;

import org.jspecify.annotations.NullMarked;
