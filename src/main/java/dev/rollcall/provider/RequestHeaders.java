package dev.rollcall.provider;

import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.Secret;
import dev.rollcall.config.Version;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that go with every request of an instance. */
final class RequestHeaders {

  /** The API version whose list format {@link Anthropic} reads; required by the API. */
  private static final String ANTHROPIC_VERSION = "2023-06-01";

  private RequestHeaders() {}

  /** Names and values; configured headers replace the type's own. */
  static Map<String, String> of(InstanceConfig config, ProviderType.Auth auth) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "rollcall/" + Version.get());
    Secret key = config.apiKey();
    switch (auth) {
      case BEARER -> {
        if (key != null) {
          headers.put("Authorization", "Bearer " + key.reveal());
        }
      }
      case X_API_KEY -> {
        headers.put("anthropic-version", ANTHROPIC_VERSION);
        if (key != null) {
          headers.put("x-api-key", key.reveal());
        }
      }
      case X_GOOG_API_KEY -> {
        if (key != null) {
          headers.put("x-goog-api-key", key.reveal());
        }
      }
    }
    config.headers().forEach((name, value) -> headers.put(name, value.reveal()));
    return headers;
  }
}
