package dev.rollcall.bus;

/**
 * Asks a provider verticle for one outcome.
 *
 * @param id names the request in its outcome
 * @param forced whether to ask even within back-off, Retry-After or an open circuit
 * @param listedBefore how many entries the last good list has; 0 when there is none
 */
public record FetchRequest(long id, boolean forced, int listedBefore) {}
