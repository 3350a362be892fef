/**
 * Lists as bytes that are ready to be sent: made when a list changes, kept outside the heap, and
 * shared by all responses. Each instance's entries are encoded once per {@link
 * dev.rollcall.gateway.encoding.Shape}; a body is put together from those.
 */
@NullMarked
package dev.rollcall.gateway.encoding;

import org.jspecify.annotations.NullMarked;
