package dev.rollcall.model;

/** Why an instance's list could not be had, in one word. */
public enum ErrorCode implements WireName {
  /** No key is configured, and the provider needs one. */
  NO_KEY,
  /** The provider refused the key (401, or its way of saying so). */
  UNAUTHORIZED,
  /** The provider knows the key and does not let it list models (403 with a JSON body). */
  FORBIDDEN,
  /** The provider answered 429. */
  RATE_LIMITED,
  /** The provider answered another 4xx. */
  HTTP_4XX,
  /** The provider answered a 5xx. */
  HTTP_5XX,
  /** The whole fetch took longer than {@code timeout_ms}. */
  TIMEOUT,
  /** No connection: nothing listens there. */
  CONNECT,
  /** The host name has no address. */
  DNS,
  /** The TLS handshake or the certificate failed. */
  TLS,
  /** The connection was dropped before the answer was whole. */
  RESET,
  /** The provider answered a redirect, which is never followed. */
  REDIRECT,
  /** The body is not JSON. */
  NOT_JSON,
  /** The body is JSON, but not a model list. */
  MALFORMED,
  /** Not every page could be had. */
  INCOMPLETE,
  /** The answer is larger than allowed: bytes, pages or entries. */
  TOO_LARGE,
  /** A cloud provider answered an empty list. */
  EMPTY,
  /** The list has less than half of the entries it had. */
  SHRUNK,
  /** The instance's configuration cannot be used. */
  CONFIG,
  /** Rollcall itself failed. */
  INTERNAL;

  /**
   * Whether no server answered at all. Then the last good list is the best guess; when one
   * answered, though not with a list, the catalog is.
   */
  public boolean nobodyAnswered() {
    return switch (this) {
      case TIMEOUT, CONNECT, DNS, TLS, RESET -> true;
      default -> false;
    };
  }
}
