package dev.rollcall.config;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a caller of the server must have one of.
 *
 * @param required whether one is needed, which it is as soon as something is configured: a variable
 *     that is not set must not open the server to everybody
 * @param keys the accepted keys; when there are none though one is required, every request is
 *     refused
 * @param file where more are; null when there is none
 */
public record ServerKeys(boolean required, List<Secret> keys, @Nullable String file) {

  /** No key is needed. */
  public static final ServerKeys NONE = new ServerKeys(false, List.of(), null);

  public ServerKeys {
    keys = List.copyOf(keys);
  }

  /** Whether a key is required and none is accepted. */
  public boolean isUnusable() {
    return required && keys.isEmpty();
  }

  /** The same with more keys. */
  public ServerKeys and(List<Secret> more) {
    return new ServerKeys(required, Stream.concat(keys.stream(), more.stream()).toList(), file);
  }
}
