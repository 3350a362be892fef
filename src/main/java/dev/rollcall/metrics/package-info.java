/** Measurements for Micrometer, which is there where somebody wants them. */
@NullMarked
package dev.rollcall.metrics;

import org.jspecify.annotations.NullMarked;
