package dev.rollcall.catalog;

/** A catalog, or an input of one, that cannot be used. The message is one sentence for a person. */
public final class CatalogException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure without a cause to tell. */
  public CatalogException(String message) {
    super(message);
  }

  /** A failure that came of another. */
  public CatalogException(String message, Throwable cause) {
    super(message, cause);
  }
}
