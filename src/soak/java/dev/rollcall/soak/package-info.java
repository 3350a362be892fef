/** The service under load for a long time; src/docs/soak.md says how to run it. */
package dev.rollcall.soak;
