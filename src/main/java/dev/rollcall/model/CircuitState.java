package dev.rollcall.model;

/** The state of an instance's circuit breaker. */
public enum CircuitState implements WireName {
  /** The provider is asked. */
  CLOSED,
  /** The provider failed too often in a row and is left alone. */
  OPEN,
  /** The next request decides whether the circuit closes. */
  HALF_OPEN
}
