/**
 * The formats in which vendors describe their models. Each is read by one class, a {@link
 * dev.rollcall.vendor.RowFormat}, for a provider's live list and for an update of the catalog. What
 * all formats have in common is decided once: the words for capabilities and modalities in {@code
 * Vocabulary}, the units of prices in {@code TokenPrices}.
 */
@NullMarked
package dev.rollcall.vendor;

import org.jspecify.annotations.NullMarked;
