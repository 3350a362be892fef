package dev.rollcall.provider;

import dev.rollcall.config.TypeSpec;

/**
 * A provider type: what the configuration knows of it, how it is asked, how its answers are read.
 *
 * @param spec its name, default URL and key variables
 * @param auth how its key is sent
 * @param listing its API
 */
public record ProviderType(TypeSpec spec, Auth auth, Listing listing) {

  /** How a key is sent. */
  enum Auth {
    BEARER,
    X_API_KEY,
    X_GOOG_API_KEY
  }
}
