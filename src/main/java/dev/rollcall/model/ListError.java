package dev.rollcall.model;

import java.time.Instant;

/**
 * Why an instance's last request brought no list.
 *
 * @param code the kind of failure
 * @param message one sentence for a person; never holds a key or a provider's text
 * @param since when the first failure of this row of failures happened
 * @param attempts how many requests in a row have failed; 0 where none was made
 */
public record ListError(ErrorCode code, String message, Instant since, int attempts) {}
