package dev.rollcall.soak;

import java.util.HashMap;
import java.util.Map;

/** Which instances and accounts answers may still speak of, as the configuration is edited. */
final class Allowed {

  /** How long a removal may take to be seen in no answer any more. */
  private static final long GRACE_MILLIS = 10_000;

  private static final long NOW = Long.MAX_VALUE;

  /** Until when each was configured; {@link #NOW} while it is. */
  private final Map<String, Long> until = new HashMap<>();

  private static String key(String instance, String account) {
    return instance + " " + account;
  }

  /** The instance is configured, with this account's key. */
  synchronized void add(String instance, String account) {
    until.put(instance, NOW);
    until.put(key(instance, account), NOW);
  }

  /** The instance is configured with this key no more. */
  synchronized void removeAccount(String instance, String account) {
    until.put(key(instance, account), System.currentTimeMillis());
  }

  /** The instance is no longer configured, or off. */
  synchronized void remove(String instance, String account) {
    until.put(instance, System.currentTimeMillis());
    removeAccount(instance, account);
  }

  /** Whether an answer to what was asked at that time may list the instance. */
  synchronized boolean lists(String instance, long askedAt) {
    return isRecent(until.get(instance), askedAt);
  }

  /** Whether an answer to what was asked at that time may list that account's models. */
  synchronized boolean lists(String instance, String account, long askedAt) {
    return isRecent(until.get(key(instance, account)), askedAt);
  }

  private static boolean isRecent(Long time, long askedAt) {
    return time != null && (time == NOW || askedAt <= time + GRACE_MILLIS);
  }
}
