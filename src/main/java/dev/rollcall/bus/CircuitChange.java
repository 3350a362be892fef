package dev.rollcall.bus;

import dev.rollcall.model.CircuitState;

/** A circuit's new state where time, not an outcome, changed it. */
public record CircuitChange(String instance, CircuitState state) {}
