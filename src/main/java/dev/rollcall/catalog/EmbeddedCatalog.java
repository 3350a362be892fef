package dev.rollcall.catalog;

import org.jspecify.annotations.Nullable;

/** The catalog in the jar, loaded once however many ask. */
public final class EmbeddedCatalog {

  private static @Nullable Catalog loaded;

  private EmbeddedCatalog() {}

  /**
   * Begins to load it on a thread of its own, for a start that will soon ask for it. Who asks
   * meanwhile waits, and meets whatever goes wrong.
   */
  public static void prepare() {
    Thread loading = new Thread(EmbeddedCatalog::tryToLoad, "catalog");
    loading.setDaemon(true);
    loading.start();
  }

  /**
   * The catalog. Blocks while it is loaded: not for an event loop.
   *
   * @throws CatalogException when it cannot be used
   */
  static synchronized Catalog get() {
    Catalog catalog = loaded == null ? Catalog.load(null) : loaded;
    loaded = catalog;
    return catalog;
  }

  private static void tryToLoad() {
    try {
      get();
    } catch (CatalogException metByWhoAsks) {
      // Who asks finds out again, and says so.
    }
  }
}
