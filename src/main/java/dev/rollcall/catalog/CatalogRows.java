package dev.rollcall.catalog;

import java.util.List;
import java.util.Set;

/** The rows of a catalog. May be used from any thread. */
interface CatalogRows {

  /** Where they are from. */
  List<CatalogSource> sources();

  /** The types that there are rows of, sorted. */
  Set<String> types();

  /** A type's rows in {@link CatalogRow#ORDER}; none for another type. */
  List<CatalogRow> of(String type);
}
