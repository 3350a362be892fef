/** The service's command line: arguments, the configuration file, start and end. */
@NullMarked
package dev.rollcall.launcher;

import org.jspecify.annotations.NullMarked;
