package dev.rollcall.launcher;

import dev.rollcall.Rollcall;
import dev.rollcall.catalog.Catalog;
import dev.rollcall.config.TypeSpec;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import dev.rollcall.provider.ProviderType;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the service as it runs in production, so that the JVM keeps what it did for a faster start:
 * it fetches from a stand-in, serves, and starts once more with the lists it has stored. Only
 * loopback and one directory are touched; nothing is read of the user's configuration or keys.
 */
final class Training {

  private static final String HOST = "127.0.0.1";
  private static final String KEY = "training";
  private static final int ROUNDS = 5;

  /** The second one finds the lists that the first has stored. */
  private static final int STARTS = 2;

  /**
   * Much longer than all of it takes, because it may run where the service needs the processors.
   */
  private static final long SECONDS = 60;

  private static final Map<String, Integer> PATHS =
      Map.ofEntries(
          Map.entry("/v1/models", 200),
          Map.entry("/v1/models?provider=openai", 200),
          Map.entry("/v1/models?q=gpt&sort=-released&limit=3", 200),
          Map.entry("/v1/models?capability=vision&max_input_price=1", 200),
          Map.entry("/v1/models?limit=some", 400),
          Map.entry("/v1/models/none", 404),
          Map.entry("/v1/providers", 200),
          Map.entry("/anthropic/v1/models", 200),
          Map.entry("/ollama/api/tags", 200),
          Map.entry("/openrouter/api/v1/models", 200),
          Map.entry("/health/ready", 200),
          Map.entry("/metrics", 200));

  private final HttpClient client;
  private final Rollcall rollcall;

  private Training(HttpClient client, Rollcall rollcall) {
    this.client = client;
    this.rollcall = rollcall;
  }

  /**
   * Runs it to its end.
   *
   * @param directory an empty one that takes the configuration and the stored lists
   * @throws IllegalStateException when something did not go as in production
   */
  static void run(Path directory) throws IOException, TimeoutException {
    Vertx around = Vertx.vertx();
    HttpClient client = around.createHttpClient();
    StandIn standIn = within(StandIn.start(around, Catalog.load(null)));
    Path file =
        Files.writeString(directory.resolve("rollcall.yml"), ConfigSource.textInJar()).toRealPath();
    Arguments arguments =
        new Arguments(Arguments.Action.SERVE, file.toString(), HOST, 0, ChosenTransport.Kind.EPOLL);
    Map<String, String> env = env(directory, standIn);
    for (int start = 0; start < STARTS; start++) {
      Serve service = Serve.run(arguments, env);
      Training training = new Training(client, service.rollcall());
      training.askOverHttp();
      training.askOverBus(service.vertx());
      service.close();
    }
    within(around.close());
  }

  /** What the shipped configuration needs to meet the stand-in everywhere. */
  private static Map<String, String> env(Path home, StandIn standIn) {
    Map<String, String> env = new HashMap<>();
    env.put("HOME", home.toString());
    for (TypeSpec type : ProviderType.specs()) {
      type.keyVariables().forEach(variable -> env.put(variable, KEY));
      if (type.baseUrl() != null) {
        put(env, type.name(), "BASE_URL", standIn.url(type.name()));
      }
    }
    put(env, StandIn.LARGE, "BASE_URL", standIn.url(StandIn.LARGE));
    put(env, StandIn.LARGE, "ENABLED", "true");
    put(env, StandIn.BROKEN, "BASE_URL", standIn.url(StandIn.BROKEN));
    put(env, StandIn.BROKEN, "TYPE", "openai-compatible");
    return env;
  }

  private static void put(Map<String, String> env, String instance, String key, String value) {
    String level = instance.toUpperCase(Locale.ROOT).replace('-', '_');
    env.put("ROLLCALL__PROVIDERS__" + level + "__" + key, value);
  }

  private void askOverHttp() throws TimeoutException {
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Integer> path : PATHS.entrySet()) {
        MultiMap none = MultiMap.caseInsensitiveMultiMap();
        require(path.getKey(), path.getValue(), get(path.getKey(), none).statusCode());
      }
      MultiMap zipped = MultiMap.caseInsensitiveMultiMap().add("accept-encoding", "gzip");
      HttpClientResponse list = get("/v1/models", zipped);
      require("encoding", "gzip", list.getHeader("content-encoding"));
      zipped.add("if-none-match", list.getHeader("etag"));
      require("the same again", 304, get("/v1/models", zipped).statusCode());
    }
  }

  private void askOverBus(Vertx service) throws TimeoutException {
    ModelList list = within(Rollcall.connect(service).list(ModelQuery.ALL));
    Object snapshot =
        within(service.eventBus().request(Rollcall.DEFAULT_PREFIX + ".snapshot", null)).body();
    require("the snapshot", list.data().size(), ((ModelList) snapshot).data().size());
    List<ProviderStatus> after = within(rollcall.refresh());
    for (ProviderStatus status : after) {
      boolean listed = status.source() == Source.LIVE || status.source() == Source.BUILTIN;
      require(status.name(), !status.name().equals(StandIn.BROKEN), listed);
    }
  }

  private HttpClientResponse get(String path, MultiMap headers) throws TimeoutException {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(HOST)
            .setPort(rollcall.port().orElseThrow())
            .setURI(path)
            .setHeaders(headers);
    return within(
        client
            .request(options)
            .compose(request -> request.send())
            .compose(response -> response.body().map(response)));
  }

  private static void require(String what, Object wanted, Object got) {
    if (!wanted.equals(got)) {
      throw new IllegalStateException(what + " is " + got + ", not " + wanted);
    }
  }

  private static <T> T within(Future<T> future) throws TimeoutException {
    return future.await(SECONDS, TimeUnit.SECONDS);
  }
}
