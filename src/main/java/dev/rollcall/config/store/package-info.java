/** Where a configuration's text comes from: YAML and the environment, for Vert.x Config. */
@NullMarked
package dev.rollcall.config.store;

import org.jspecify.annotations.NullMarked;
