package dev.rollcall.model;

/** Where a list is from. */
public enum Source implements WireName {
  /** The provider's own list; stays so past its TTL until a request has failed. */
  LIVE,
  /** The provider's last good list, served because asking failed. */
  STALE,
  /** The embedded catalog's models of the provider's type. */
  CATALOG,
  /** A list that comes with the type, because its provider publishes none. */
  BUILTIN,
  /** There is nothing to serve. */
  NONE
}
