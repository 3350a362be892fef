package dev.rollcall;

import static dev.rollcall.Callers.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.EventReader;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeTime;
import dev.rollcall.testing.LogWatch;
import dev.rollcall.testing.SecretMarks;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every key there is, on every path where something goes wrong, with all logging on: nothing that
 * comes out anywhere holds a part of one.
 */
@ExtendWith(VertxExtension.class)
@Timeout(180)
class SecretsTest {

  private static final List<String> KEY_HEADERS =
      List.of("Authorization", "x-api-key", "x-goog-api-key", "x-extra");

  /** Says at its lowest level which URL is asked for; what a caller puts there is the caller's. */
  private static final String URL_LOGGER = "io.vertx.ext.web.impl.RouterImpl";

  @TempDir private Path directory;
  private Vertx vertx;
  private final SecretMarks secrets = new SecretMarks();
  private final String reader = secrets.make("the reader's key");
  private final Set<String> loggers = ConcurrentHashMap.newKeySet();
  private final Map<String, String> environment = new ConcurrentHashMap<>();
  private FakeTime time;
  private WebClient client;
  private LogWatch log;

  @BeforeEach
  void start(Vertx started) {
    vertx = started;
    client = WebClient.create(vertx);
    log =
        LogWatch.of(
            entry -> {
              String logger = entry.substring(0, entry.indexOf(": "));
              loggers.add(logger);
              if (!logger.equals(URL_LOGGER)) {
                secrets.scan("the log", entry);
              }
              return false;
            });
  }

  @AfterEach
  void end() {
    log.close();
    client.close();
  }

  @Test
  void providersThatEchoTheKeyAreNotEchoed() throws Exception {
    Map<String, Handler<HttpServerRequest>> echoes = echoes();
    FakeProvider provider =
        FakeProvider.start(vertx)
            .handle(request -> echoes.get(request.path().split("/")[1]).handle(request));
    JsonObject providers = new JsonObject();
    int turn = 0;
    for (String echo : echoes.keySet()) {
      addInstances(providers, echo, provider.url() + "/" + echo, third(turn++));
    }
    addInstances(providers, "pages", provider.url() + "/pages", TypeFixture.ALL);

    List<String> codes = useEverything(providers, name -> name.endsWith("-silence"));

    assertThat(secrets.leaks()).isEmpty();
    assertThat(codes)
        .contains(
            "unauthorized",
            "forbidden",
            "rate_limited",
            "http_4xx",
            "http_5xx",
            "not_json",
            "malformed",
            "redirect",
            "reset",
            "timeout");
    assertThat(loggers).contains("dev.rollcall").anyMatch(name -> name.startsWith("io.vertx"));
  }

  @Test
  void whoCannotBeReachedIsToldWithoutAKey() throws Exception {
    NetServer parrot =
        await(
            vertx
                .createNetServer()
                .connectHandler(socket -> socket.handler(socket::write))
                .listen(0, "127.0.0.1"));
    FakeProvider closed = FakeProvider.start(vertx);
    closed.stop();
    FakeProvider plain = FakeProvider.start(vertx);
    JsonObject providers = new JsonObject();
    addInstances(providers, "parrot", "http://127.0.0.1:" + parrot.actualPort(), TypeFixture.ALL);
    addInstances(
        providers, "parrot-tls", "https://127.0.0.1:" + parrot.actualPort(), TypeFixture.ALL);
    addInstances(providers, "closed", closed.url(), TypeFixture.ALL);
    addInstances(providers, "plain", plain.url().replace("http:", "https:"), TypeFixture.ALL);
    addInstances(providers, "nowhere", "http://no..such..host", TypeFixture.ALL);

    List<String> codes = useEverything(providers, name -> false);

    assertThat(secrets.leaks()).isEmpty();
    assertThat(codes).contains("connect", "tls", "malformed");
  }

  @Test
  void aKeyInAWrongPlaceOfTheConfigurationIsNotQuoted() {
    String wrong = secrets.makePlain("a misplaced key");
    List<JsonObject> mistaken = new ArrayList<>();
    for (String path : paths()) {
      for (Object value :
          List.of(
              wrong,
              "Bearer " + wrong,
              wrong + "\u00e9",
              wrong + "\nx",
              "http://" + wrong + "@h/",
              "http://u:" + wrong + "@h/v1",
              "http://h/v1?key=" + wrong,
              "http://h/v1#" + wrong,
              new JsonArray().add(wrong).add(7),
              new JsonObject().put("a", wrong))) {
        mistaken.add(with(path, value));
      }
    }

    int refused = 0;
    for (JsonObject json : mistaken) {
      try {
        service(json);
      } catch (ConfigException mistakes) {
        refused++;
        scanThrown("a mistake of the configuration", mistakes);
        secrets.scan("the mistakes", mistakes.mistakes());
      }
    }

    assertThat(refused).isGreaterThan(mistaken.size() / 2);
    assertThat(secrets.leaks()).isEmpty();
  }

  @Test
  void aCallersKeyIsNotLoggedNorAnswered() throws Exception {
    JsonObject locked = configuration(new JsonObject());
    JsonObject open = locked.copy();
    List.of("api_keys", "api_keys_file", "admin_keys")
        .forEach(open.getJsonObject("server")::remove);
    for (JsonObject json : List.of(locked, open)) {
      showAKeyEverywhere(json);
    }

    assertThat(secrets.leaks()).isEmpty();
  }

  private void showAKeyEverywhere(JsonObject json) throws Exception {
    Rollcall rollcall = await(Rollcall.deploy(vertx, json));
    String key = secrets.makePlain("a caller's key");
    for (String path :
        List.of(
            "/v1/models",
            "/v1/models?api_key=KEY&key=KEY",
            "/v1/models?limit=0&token=KEY",
            "/v1/models/none/none?key=KEY",
            "/v1/nothing?key=KEY",
            "/v1/events?since=KEY",
            "/v1/changes?key=KEY",
            "/v1/changes.atom?key=KEY",
            "/v1/nothing/KEY",
            "/v1/providers?key=KEY",
            "/v1/models?q=%zz&key=KEY",
            "/health/live",
            "/",
            "/v1/models?key=KEY" + "x".repeat(10_000))) {
      for (String method : List.of("GET", "HEAD", "POST", "DELETE", "OPTIONS", "PUT")) {
        var request =
            client.request(
                HttpMethod.valueOf(method),
                rollcall.port().orElseThrow(),
                "127.0.0.1",
                path.replace("KEY", key));
        request
            .putHeader("Authorization", "Bearer " + key)
            .putHeader("x-api-key", key)
            .putHeader("Cookie", "key=" + key)
            .putHeader("Origin", "http://" + key.substring(0, 10) + ".test");
        request
            .send()
            .onSuccess(reply -> secrets.scan(path, reply.headers() + reply.bodyAsString()))
            .otherwiseEmpty()
            .await();
      }
    }
    await(rollcall.close());
  }

  @Test
  void theServiceTellsNoKeyFromItsStartToItsEnd() throws Exception {
    FakeProvider provider = FakeProvider.start(vertx).handle(echoes().get("500"));
    try (ServiceProcess service = new ServiceProcess(directory)) {
      JsonObject providers = new JsonObject();
      addInstances(providers, "500", provider.url(), third(0));
      JsonObject good = configuration(providers);
      service.start(good.encode(), environment);
      Await.until(() -> service.logs().contains("circuit open"));
      String misplaced = secrets.makePlain("a misplaced key");
      service.rewrite("providers: {openai: [" + misplaced + ": :");
      Await.until(() -> service.logs().contains("is not applied"));
      service.rewrite(good.copy().put("timeout_ms", misplaced).encode());
      Await.until(() -> service.logs().contains("timeout_ms"));
      service.stop();
      assertThat(service.logs()).contains("io.netty", "io.vertx");
      secrets.scan("the service's output", service.logs());

      for (String bad :
          List.of(
              "providers: {openai: {api_key: \""
                  + misplaced
                  + "\u00e9\"}, groq: "
                  + misplaced
                  + "}",
              "providers: {openai: {base_url: \"http://" + misplaced + "@h\"}}",
              "api_key: [" + misplaced,
              "server: {port: \"" + misplaced + "\"}")) {
        service.fail(bad, environment);
        assertThat(service.logs()).as(bad).isNotEmpty();
        secrets.scan("the output of a start that fails", service.logs());
      }
    }

    assertThat(secrets.leaks()).isEmpty();
  }

  /** A third of the types, another one each time. */
  private static List<TypeFixture> third(int turn) {
    return IntStream.range(0, TypeFixture.ALL.size())
        .filter(i -> i % 3 == turn % 3)
        .mapToObj(TypeFixture.ALL::get)
        .toList();
  }

  /** Adds an instance of each of the types; their keys come from all the places there are. */
  private void addInstances(
      JsonObject providers, String suffix, String url, List<TypeFixture> types) {
    for (TypeFixture fixture : types) {
      String name = fixture.type() + "-" + suffix;
      JsonObject instance =
          new JsonObject()
              .put("type", fixture.type())
              .put("base_url", url)
              .put("headers", new JsonObject().put("x-extra", secrets.make("header of " + name)));
      String key = secrets.make("key of " + name);
      switch (providers.size() % 3) {
        case 0 -> instance.put("api_key", key);
        case 1 -> {
          String variable = "KEY_" + environment.size();
          environment.put(variable, key);
          instance.put("api_key", "${" + variable + "}");
        }
        default -> instance.put("api_key_file", fileOf(name, key).toString());
      }
      providers.put(name, instance);
    }
  }

  private Path fileOf(String name, String key) {
    try {
      return Files.writeString(directory.resolve("key of " + name), key + "\n");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private JsonObject configuration(JsonObject providers) {
    return new JsonObject()
        .put(
            "server",
            new JsonObject()
                .put("host", "127.0.0.1")
                .put("port", 0)
                .put("api_keys", new JsonArray().add(reader).add(secrets.make("a reader's key")))
                .put(
                    "api_keys_file",
                    fileOf("readers", secrets.make("a key of a key file")).toString())
                .put("admin_keys", new JsonArray().add(secrets.make("an admin's key"))))
        .put("circuit_breaker", new JsonObject().put("max_failures", 1))
        .put(
            "model_cache", new JsonObject().put("directory", directory.resolve("lists").toString()))
        .put("providers", providers);
  }

  /**
   * Deploys, asks for everything in every way, and looks through all that comes back.
   *
   * @param silent the instances whose providers say nothing
   * @return the codes of all errors
   */
  private List<String> useEverything(JsonObject providers, Predicate<String> silent)
      throws Exception {
    RollcallConfig config = library(configuration(providers));
    secrets.scan("the configuration", config);
    listen(config);
    time = new FakeTime(vertx);
    Rollcall rollcall =
        await(Rollcall.deploy(vertx, config, new RollcallVerticle(config, given -> time.timing())));
    // Time stands still until all who say something have said it.
    Await.until(() -> unheard(rollcall).allMatch(silent));
    time.advance(Duration.ofSeconds(10));
    Await.until(() -> unheard(rollcall).findAny().isEmpty());
    List<String> codes =
        await(rollcall.providers()).stream()
            .filter(status -> status.error() != null)
            .map(status -> status.error().code().wireName())
            .distinct()
            .toList();
    scan("list", rollcall.list());
    scan("providers", rollcall.providers());
    for (String name : config.providers().keySet()) {
      scan("get", rollcall.get(name + "/nothing"));
      scan("a list", rollcall.list(ModelQuery.builder().providers(name).build()));
    }
    String first = config.providers().keySet().iterator().next();
    ask(rollcall, "/v1/providers/" + first);
    ask(rollcall, "/v1/providers/" + first + "/models");
    ask(rollcall, "/v1/models");
    ask(rollcall, "/v1/providers");
    ask(rollcall, "/v1/changes?limit=1000");
    ask(rollcall, "/v1/changes.atom");
    readStream(rollcall);
    for (String address : List.of("list", "providers", "config", "catalog", "snapshot")) {
      scan(address, vertx.eventBus().request("models." + address, null));
    }
    scan("refresh", rollcall.refresh(first));
    scan("invalidate", rollcall.invalidate());
    secrets.scan("the snapshot", vertx.sharedData().getLocalMap("models.cache").entrySet());
    Thread.getAllStackTraces().keySet().forEach(each -> secrets.scan("a thread", each.getName()));
    await(rollcall.close());
    assertThat(directory.resolve("lists").resolve(".rollcall.events")).isNotEmptyFile();
    scanFiles();
    return codes;
  }

  /** The instances of which neither a list nor an error is known. */
  private static Stream<String> unheard(Rollcall rollcall) {
    return await(rollcall.providers()).stream()
        .filter(status -> status.error() == null && status.fetchedAt() == null)
        .map(ProviderStatus::name);
  }

  /** Listens to all that is published, the outcomes within this Vert.x too. */
  private void listen(RollcallConfig config) {
    List<String> addresses = new ArrayList<>(List.of("models.changed"));
    for (String name : config.providers().keySet()) {
      for (String suffix : List.of("", ".status", ".circuit")) {
        addresses.add("models.provider." + name + suffix);
      }
    }
    addresses.forEach(
        address ->
            vertx.eventBus().consumer(address, message -> secrets.scan(address, message.body())));
  }

  /** Looks through all events there were, as a stream sends them. */
  private void readStream(Rollcall rollcall) throws Exception {
    EventReader reader =
        EventReader.open(
            vertx,
            rollcall.port().orElseThrow(),
            "/v1/events?since=0",
            Map.of("x-api-key", this.reader));
    EventReader replay =
        EventReader.open(
            vertx,
            rollcall.port().orElseThrow(),
            "/v1/events?since=" + oldest(reader),
            Map.of("x-api-key", this.reader));
    Await.until(() -> reader.lastId().equals(replay.lastId()));
    assertThat(replay.events()).isNotEmpty();
    secrets.scan("the events", reader.headers() + " " + reader.blocks() + replay.blocks());
    replay.close();
    reader.close();
  }

  private static String oldest(EventReader reader) {
    Await.until(() -> !reader.events().isEmpty());
    return reader.events().get(0).json().getString("oldest");
  }

  private void ask(Rollcall rollcall, String path) {
    scan(
        path,
        client
            .get(rollcall.port().orElseThrow(), "127.0.0.1", path)
            .bearerTokenAuthentication(reader)
            .send()
            .map(reply -> reply.headers() + " " + reply.bodyAsString()));
  }

  private void scan(String what, Future<?> future) {
    Await.until(
        () -> {
          time.advance(Duration.ofMillis(100));
          return future.isComplete();
        });
    if (future.failed()) {
      scanThrown(what, future.cause());
      if (future.cause() instanceof ReplyException reply) {
        secrets.scan(what, reply.getMessage());
      }
    } else {
      Object result = future.result();
      secrets.scan(
          what,
          result instanceof Message<?> message ? message.headers() + " " + message.body() : result);
    }
  }

  private void scanThrown(String what, Throwable thrown) {
    StringWriter all = new StringWriter();
    thrown.printStackTrace(new PrintWriter(all));
    secrets.scan(what, all);
  }

  private void scanFiles() throws IOException {
    Path lists = directory.resolve("lists");
    if (Files.exists(lists)) {
      try (Stream<Path> files = Files.walk(lists)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          secrets.scan("a file", file.getFileName());
          secrets.scan(
              "the file " + file,
              new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
  }

  /** Ways in which a provider gives a key back. */
  private static Map<String, Handler<HttpServerRequest>> echoes() {
    Map<String, Handler<HttpServerRequest>> echoes = new LinkedHashMap<>();
    for (int status : List.of(400, 401, 402, 403, 404, 408, 422, 429, 500, 503)) {
      echoes.put(
          String.valueOf(status),
          request -> respond(request, status, "{\"error\":{\"message\":\"bad API key KEY\"}}"));
    }
    echoes.put("403-html", request -> respond(request, 403, "<html>KEY</html>"));
    echoes.put("text", request -> respond(request, 200, "KEY"));
    echoes.put("json-string", request -> respond(request, 200, "\"KEY\""));
    echoes.put("other-json", request -> respond(request, 200, "{\"KEY\":\"KEY\"}"));
    echoes.put("cut-json", request -> respond(request, 200, "{\"data\":[{\"id\":\"KEY"));
    echoes.put("broken-json", request -> respond(request, 200, "{KEY:KEY}"));
    echoes.put(
        "wrong-types", request -> respond(request, 200, "{\"data\":\"KEY\",\"models\":\"KEY\"}"));
    echoes.put(
        "error-in-a-200",
        request -> respond(request, 200, "{\"error\":\"Unexpected endpoint KEY\"}"));
    echoes.put(
        "pages",
        request ->
            respond(
                request,
                request.query() == null || !request.query().contains("KEY") ? 200 : 500,
                "{\"data\":[{\"id\":\"a\"}],\"models\":[{\"name\":\"a\"}],\"has_more\":true,"
                    + "\"last_id\":\"KEY\",\"nextPageToken\":\"KEY\",\"next_page_token\":\"KEY\","
                    + "\"links\":{\"next\":\"http://KEY.test/?key=KEY\"}}"));
    echoes.put(
        "redirect",
        request -> {
          request.response().putHeader("Location", "http://127.0.0.1:1/" + keys(request));
          respond(request, 302, "KEY");
        });
    echoes.put(
        "headers",
        request -> {
          HttpServerResponse response = request.response();
          response.putHeader("Retry-After", keys(request)).putHeader("x-key", keys(request));
          response.putHeader("Set-Cookie", "key=" + keys(request));
          response.putHeader("Content-Type", "text/" + keys(request));
          respond(request, 429, "KEY");
        });
    echoes.put(
        "encoding",
        request -> {
          request.response().putHeader("Content-Encoding", "gzip");
          respond(request, 200, "KEY");
        });
    echoes.put(
        "reason",
        request -> {
          request.response().setStatusMessage(keys(request));
          respond(request, 500, "KEY");
        });
    echoes.put(
        "halfway",
        request -> {
          request.response().putHeader("Content-Length", "100000");
          request
              .response()
              .write("{\"data\":[\"" + keys(request))
              .onComplete(sent -> request.connection().close());
        });
    echoes.put("silence", request -> {});
    return echoes;
  }

  private static void respond(HttpServerRequest request, int status, String body) {
    request.response().setStatusCode(status).end(body.replace("KEY", keys(request)));
  }

  private static String keys(HttpServerRequest request) {
    return KEY_HEADERS.stream()
        .map(request::getHeader)
        .filter(value -> value != null)
        .map(value -> value.replace("Bearer ", ""))
        .reduce("", String::concat);
  }

  /** Every key of the configuration, by its path; a number stands in no name. */
  private static List<String> paths() {
    return List.of(
        "bus_prefix",
        "timeout_ms",
        "server",
        "server.host",
        "server.port",
        "server.api_keys",
        "server.admin_keys",
        "server.api_keys_file",
        "server.admin_keys_file",
        "server.allowed_hosts",
        "server.cors_origins",
        "server.trusted_proxies",
        "server.tls",
        "server.tls.cert",
        "server.tls.key",
        "model_cache",
        "model_cache.default_ttl_seconds",
        "model_cache.provider_ttl_overrides",
        "model_cache.provider_ttl_overrides.groq",
        "model_cache.use_catalog_fallback",
        "model_cache.fallback_order",
        "model_cache.max_stale_seconds",
        "model_cache.list_timeout_ms",
        "circuit_breaker",
        "circuit_breaker.max_failures",
        "circuit_breaker.reset_timeout_ms",
        "catalog",
        "providers",
        "providers.groq",
        "providers.groq.type",
        "providers.groq.enabled",
        "providers.groq.base_url",
        "providers.groq.api_key",
        "providers.groq.headers",
        "providers.groq.headers.x-extra",
        "providers.groq.headers.connection",
        "providers.groq.timeout_ms",
        "providers.groq.circuit_breaker",
        "providers.groq.circuit_breaker.max_failures",
        "providers.groq.proxy",
        "providers.groq.ca_file");
  }

  private static JsonObject with(String path, Object value) {
    JsonObject json = new JsonObject();
    JsonObject section = json;
    String[] keys = path.split("\\.");
    for (int i = 0; i < keys.length - 1; i++) {
      section.put(keys[i], new JsonObject());
      section = section.getJsonObject(keys[i]);
    }
    section.put(keys[keys.length - 1], value);
    return json;
  }

  private RollcallConfig library(JsonObject json) {
    return ConfigReader.library(ProviderType.specs(), environment::get).read(json);
  }

  private static RollcallConfig service(JsonObject json) {
    return ConfigReader.service(ProviderType.specs(), name -> null, "/home").read(json);
  }
}
