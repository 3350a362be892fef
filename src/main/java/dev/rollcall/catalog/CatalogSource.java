package dev.rollcall.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Where rows of a catalog are from.
 *
 * @param name the publication
 * @param url where it is published; null when it has no address of its own
 * @param date the day it stood so, {@code YYYY-MM-DD}; a retired row stood in it until the row's
 *     own {@code last_seen}
 * @param licence the licence it is used under
 * @param sha256 of the input file that the rows were read from, in hexadecimal; sources that came
 *     in one file share it
 */
public record CatalogSource(
    String name, @Nullable String url, String date, String licence, String sha256) {}
