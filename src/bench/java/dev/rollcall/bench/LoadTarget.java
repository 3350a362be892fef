package dev.rollcall.bench;

import java.util.List;

/**
 * A request that a server is put under load with.
 *
 * @param name of this server in this mode
 * @param isCounting whether each request has the next of {@link #PATHS} numbers at the end of its
 *     path
 * @param headers lines
 */
record LoadTarget(
    String name, Target target, String path, boolean isCounting, List<String> headers) {

  /** Fewer than the smallest context window, so that all models have so much. */
  static final int PATHS = 8000;

  LoadTarget(String name, Target target, String path, String... headers) {
    this(name, target, path, false, List.of(headers));
  }
}
