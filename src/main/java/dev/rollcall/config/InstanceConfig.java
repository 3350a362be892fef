package dev.rollcall.config;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the section {@code providers}.
 *
 * @param name the instance
 * @param type its type
 * @param enabled what the configuration says of being on
 * @param baseUrl where its API is, without a trailing slash
 * @param apiKey its key; null when there is none
 * @param apiKeyFile the file its key is read from; null when it is not
 * @param headers sent along with every request; values may be secrets, so they never print
 * @param timeout how long one whole fetch may take
 * @param breaker its circuit
 * @param models which native ids are listed
 * @param route how its provider is reached
 * @param keyProblem why the file its key is in gives none, in a sentence without its content; null
 *     when it gives one, or has not been read
 */
public record InstanceConfig(
    String name,
    TypeSpec type,
    Enabled enabled,
    String baseUrl,
    @Nullable Secret apiKey,
    @Nullable String apiKeyFile,
    Map<String, Secret> headers,
    Duration timeout,
    BreakerConfig breaker,
    Globs models,
    Route route,
    @Nullable String keyProblem) {

  public InstanceConfig {
    headers = Map.copyOf(headers);
  }

  /** Whether it is listed and asked. */
  public boolean isOn() {
    return switch (enabled) {
      case TRUE -> true;
      case FALSE -> false;
      case AUTO -> type.needsNoKeyToBeOn() || apiKey != null;
    };
  }

  /** Why it is off; null when it is on. */
  public @Nullable String offReason() {
    if (isOn()) {
      return null;
    }
    if (enabled == Enabled.FALSE) {
      return "enabled: false";
    }
    return noKeyReason();
  }

  /** Why there is no key, where there is none. */
  public String noKeyReason() {
    if (apiKeyFile != null) {
      return keyProblem == null ? "no key in " + apiKeyFile : keyProblem;
    }
    return type.keyVariables().isEmpty() ? "no key" : "no " + type.keyVariables().get(0);
  }

  /** Whether its provider can be asked with what is configured. */
  public boolean canBeAsked() {
    return apiKey != null || type.needsNoKeyToBeOn() || type.listsWithoutKey();
  }

  /** Whether lists fetched by {@code other} are lists of this account at this provider. */
  public boolean isSameAccount(InstanceConfig other) {
    return type.equals(other.type)
        && baseUrl.equals(other.baseUrl)
        && headers.equals(other.headers)
        && Objects.equals(apiKey, other.apiKey);
  }

  /** The same instance with another key. */
  public InstanceConfig withApiKey(@Nullable Secret key) {
    return withApiKey(key, null);
  }

  /** The same instance without a key, for a reason. */
  InstanceConfig withKeyProblem(String problem) {
    return withApiKey(null, problem);
  }

  private InstanceConfig withApiKey(@Nullable Secret key, @Nullable String problem) {
    return new InstanceConfig(
        name,
        type,
        enabled,
        baseUrl,
        key,
        apiKeyFile,
        headers,
        timeout,
        breaker,
        models,
        route,
        problem);
  }

  /** What the configuration says of being on. */
  public enum Enabled {
    /** On when its key is there; always for types that need none. */
    AUTO,
    TRUE,
    FALSE
  }
}
