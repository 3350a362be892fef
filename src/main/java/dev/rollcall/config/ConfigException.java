package dev.rollcall.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration that cannot be used, with everything that is wrong with it. Carries no stack
 * trace, because the configuration is the cause.
 */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  /**
   * Creates the exception.
   *
   * @param mistakes at least one
   */
  public ConfigException(List<Mistake> mistakes) {
    super(
        mistakes.stream().map(Mistake::sentence).collect(Collectors.joining("; ")),
        null,
        false,
        false);
    this.mistakes = List.copyOf(mistakes);
  }

  /** A configuration with one thing wrong that no key can be blamed for. */
  public static ConfigException of(String sentence) {
    return new ConfigException(List.of(new Mistake("", sentence)));
  }

  public List<Mistake> mistakes() {
    return mistakes;
  }

  /**
   * One thing that is wrong.
   *
   * @param key the full key at fault, such as {@code model_cache.default_ttl_seconds}; empty when
   *     there is none
   * @param sentence what is wrong with it, the key included, the value not
   */
  public record Mistake(String key, String sentence) {}
}
