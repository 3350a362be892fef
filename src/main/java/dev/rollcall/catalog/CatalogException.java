package dev.rollcall.catalog;

/** A catalog, or an input of one, that cannot be used. The message is one sentence for a person. */
public final class CatalogException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CatalogException(String message) {
    super(message);
  }

  CatalogException(String message, Throwable cause) {
    super(message, cause);
  }
}
