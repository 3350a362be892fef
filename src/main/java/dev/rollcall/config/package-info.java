/** The configuration: immutable records, and one reader whose errors name keys. */
@NullMarked
package dev.rollcall.config;

import org.jspecify.annotations.NullMarked;
