package dev.rollcall.config;

import java.util.regex.Pattern;

/** Addresses that only this machine can reach. */
public final class Loopback {

  private static final Pattern HOST =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1|\\[::1]");

  private Loopback() {}

  /** Whether a host name or address, without a port, is this machine's own. */
  public static boolean is(String host) {
    return HOST.matcher(host).matches();
  }
}
