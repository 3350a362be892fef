package dev.rollcall.bench;

import java.util.List;

/**
 * A request that a server is put under load with.
 *
 * @param name of this server in this mode
 * @param isCounting whether each request has another number at the end of its path
 * @param headers lines
 */
record Asked(String name, Target target, String path, boolean isCounting, List<String> headers) {

  Asked(String name, Target target, String path, String... headers) {
    this(name, target, path, false, List.of(headers));
  }
}
