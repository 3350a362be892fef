/**
 * What Rollcall talks about: models, prices, queries and provider statuses, as immutable records.
 *
 * <p>{@link dev.rollcall.model.ModelJson} is the one place that maps them to and from JSON.
 */
@NullMarked
package dev.rollcall.model;

import org.jspecify.annotations.NullMarked;
