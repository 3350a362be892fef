/**
 * The memory: decides when a provider is asked, keeps what it said, and applies the fallback order
 * to what is served.
 */
@NullMarked
package dev.rollcall.cache;

import org.jspecify.annotations.NullMarked;
