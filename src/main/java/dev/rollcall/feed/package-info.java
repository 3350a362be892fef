/**
 * What has changed: the newest changes and statuses in order, bounded, in memory and in a file.
 *
 * <p>The cache adds to the {@link dev.rollcall.feed.History}, the gateway reads from it.
 */
@NullMarked
package dev.rollcall.feed;

import org.jspecify.annotations.NullMarked;
