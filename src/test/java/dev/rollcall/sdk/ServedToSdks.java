package dev.rollcall.sdk;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.rollcall.Rollcall;
import dev.rollcall.testing.Recording;
import dev.rollcall.testing.Recordings;
import dev.rollcall.testing.ReplayServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** A Rollcall for all clients, and what it lists. It needs a key, which {@link #KEY} is. */
final class ServedToSdks {

  static final String KEY = "sk-for-clients";

  private static final ServedToSdks WITH_KEY = start(new JsonArray().add(KEY));
  private static final ServedToSdks OPEN = start(new JsonArray());

  private final int port;
  private final List<JsonObject> models;

  private ServedToSdks(int port, List<JsonObject> models) {
    this.port = port;
    this.models = models;
  }

  static ServedToSdks withKey() {
    return WITH_KEY;
  }

  /** For clients that cannot send a key. */
  static ServedToSdks open() {
    return OPEN;
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** Every id, in order. */
  List<String> ids() {
    return models.stream().map(model -> model.getString("id")).toList();
  }

  /** A model with a slash in its native id, of which much is known. */
  JsonObject slashed() {
    return models.stream()
        .filter(model -> model.getString("native_id").contains("/"))
        .filter(model -> model.containsKey("context_window") && model.containsKey("name"))
        .filter(model -> model.getLong("created") > 0)
        .findFirst()
        .orElseThrow();
  }

  private static ServedToSdks start(JsonArray keys) {
    Vertx vertx = Vertx.vertx();
    JsonObject config =
        new JsonObject()
            .put("server", new JsonObject().put("port", 0).put("api_keys", keys))
            .put("model_cache", new JsonObject().put("list_timeout_ms", 30_000))
            .put("providers", Recordings.exist() ? recorded(vertx) : cataloged());
    try {
      int port = Rollcall.deploy(vertx, config).await(30, SECONDS).port().orElseThrow();
      JsonObject list =
          WebClient.create(vertx)
              .get(port, "127.0.0.1", "/v1/models")
              .bearerTokenAuthentication(KEY)
              .send()
              .await(60, SECONDS)
              .bodyAsJsonObject();
      List<JsonObject> models =
          list.getJsonArray("data").stream().map(JsonObject.class::cast).toList();
      System.out.printf(
          "Clients are served %d models of %s%n",
          models.size(), Recordings.exist() ? "recorded lists" : "the catalog: NO RECORDINGS");
      return new ServedToSdks(port, models);
    } catch (TimeoutException late) {
      throw new AssertionError("Rollcall does not start", late);
    }
  }

  private static JsonObject recorded(Vertx vertx) {
    ReplayServer server = ReplayServer.start(vertx, Recordings.of(Recording.Kind.SIDE_REQUEST));
    JsonObject providers = new JsonObject();
    for (Recording recording : Recordings.of(Recording.Kind.LIST)) {
      String name =
          recording
              .file()
              .replaceFirst("\\.\\w+$", "")
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^a-z0-9_-]", "-");
      providers.put(
          name.substring(0, Math.min(64, name.length())),
          new JsonObject()
              .put("type", recording.type())
              .put("enabled", true)
              .put("base_url", server.serve(List.of(recording)))
              .put("api_key", recording.isWithoutKey() ? null : "sk-upstream"));
    }
    return providers;
  }

  /** Nobody is asked for these, as they have no key; and nobody answers for OpenRouter. */
  private static JsonObject cataloged() {
    JsonObject providers = new JsonObject();
    for (String type :
        List.of(
            "openai", "gemini", "anthropic", "mistral", "groq", "cohere", "togetherai", "xai")) {
      providers.put(type, new JsonObject().put("enabled", true));
    }
    return providers.put(
        "openrouter",
        new JsonObject().put("enabled", true).put("base_url", "http://127.0.0.1:1/api/v1"));
  }
}
