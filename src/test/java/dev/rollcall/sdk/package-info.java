/**
 * The vendors' own clients against a whole Rollcall that serves the recorded lists, or, where there
 * are no recordings, the catalog's.
 */
package dev.rollcall.sdk;
