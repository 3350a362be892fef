package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeTime;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is measured of a deployment, at /metrics and in an application's registry. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class MetricsTest {

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private Vertx vertx;
  private FakeProvider provider;
  private FakeTime time;
  private Rollcall rollcall;
  private WebClient http;

  @BeforeEach
  void start(Vertx started) {
    vertx = started;
    provider = FakeProvider.start(vertx).list("a", "b");
    time = new FakeTime(vertx);
    http = WebClient.create(vertx);
  }

  @Test
  void tellHowAnInstanceIs() {
    deploy(served(config()));
    await(rollcall.list());
    time.advance(Duration.ofSeconds(90));

    String text = metrics();

    assertThat(text)
        .contains("\nmodels_provider_age_seconds{provider=\"acme\"} 90.0\n")
        .contains("\nmodels_provider_models{provider=\"acme\"} 2.0\n")
        .contains("\nmodels_provider_enabled{provider=\"acme\"} 1.0\n")
        .contains("\nmodels_provider_source{provider=\"acme\",source=\"live\"} 1.0\n")
        .contains("\nmodels_provider_source{provider=\"acme\",source=\"stale\"} 0.0\n")
        .contains("\nmodels_provider_circuit{provider=\"acme\",state=\"closed\"} 1.0\n")
        .contains("\nmodels_provider_calls_total{provider=\"acme\"} 1.0\n")
        .contains("\nmodels_provider_fetches_total{outcome=\"listed\",provider=\"acme\"} 1.0\n")
        .contains("\nmodels_provider_fetch_seconds_count{provider=\"acme\"} 1\n");
  }

  @Test
  void countFailuresFallbacksAndTheCircuit() {
    deploy(served(config()));
    await(rollcall.list());
    provider.answer(500, "{}");
    for (int failure = 0; failure < 3; failure++) {
      await(rollcall.refresh());
    }
    time.advance(Duration.ofHours(2));
    await(rollcall.list());
    Await.until(() -> metrics().contains("kind=\"stale\",provider=\"acme\"} 1.0\n"));

    String text = metrics();

    assertThat(text)
        .contains("\nmodels_provider_fetches_total{outcome=\"failed\",provider=\"acme\"}")
        .contains("\nmodels_provider_fallbacks_total{kind=\"catalog\",provider=\"acme\"} 0.0\n")
        .contains("\nmodels_provider_circuit_transitions_total{provider=\"acme\",to=\"open\"} ")
        .contains("\nmodels_provider_source{provider=\"acme\",source=\"stale\"} 1.0\n");
    assertThat(value(text, "models_provider_circuit_transitions_total", "to=\"open\""))
        .isPositive();
    assertThat(value(text, "models_provider_fetches_total", "outcome=\"failed\""))
        .isGreaterThanOrEqualTo(3);
  }

  @Test
  void timeRequestsByEndpointAndStatusWhateverPathIsAskedFor() {
    deploy(served(config()));
    get("/v1/models");
    for (int i = 0; i < 50; i++) {
      get("/v1/models/acme%2Fnone" + i);
      get("/nothing/" + i);
      await(http.request(HttpMethod.valueOf("ODD" + i), port(), "127.0.0.1", "/v1/models").send());
    }

    String text = metrics();

    assertThat(text)
        .contains("models_http_requests_seconds_count{route=\"/v1/models\",status=\"200\"} 1\n")
        .contains(
            "models_http_requests_seconds_count{route=\"/v1/models/{id}\",status=\"404\"} 50\n")
        .contains("models_http_requests_seconds_count{route=\"/v1/models\",status=\"405\"} 50\n")
        .contains("models_http_requests_seconds_count{route=\"none\",status=\"404\"} 50\n");
    assertThat(text.lines().filter(line -> line.startsWith("models_http_requests_seconds_count")))
        .hasSize(4);
  }

  @Test
  void leadWithTheBusPrefixAndAreOfTheJvmToo() {
    deploy(served(config().put("bus_prefix", "my-llms")));

    assertThat(metrics().lines().filter(line -> !line.isEmpty() && !line.startsWith("#")))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("my_llms_"))
        .anyMatch(line -> line.startsWith("my_llms_jvm_memory_used_bytes{"))
        .anyMatch(line -> line.startsWith("my_llms_jvm_threads_live_threads "))
        .anyMatch(line -> line.startsWith("my_llms_process_cpu_usage "))
        .anyMatch(line -> line.startsWith("my_llms_process_cpu_seconds_total "))
        .anyMatch(line -> line.startsWith("my_llms_jvm_gc_"))
        .noneMatch(line -> line.contains("_ns_") || line.contains("_ms_"));
  }

  @Test
  void needAKeyToBeRead() {
    JsonObject config = served(config());
    config.getJsonObject("server").put("api_keys", new JsonArray().add("reader-key-0123456789"));
    deploy(config);

    assertThat(get("/metrics").statusCode()).isEqualTo(401);
    HttpResponse<?> read =
        await(
            http.get(port(), "127.0.0.1", "/metrics")
                .bearerTokenAuthentication("reader-key-0123456789")
                .send());
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.getHeader("content-type")).startsWith("text/plain; version=0.0.4");
    assertThat(read.bodyAsString())
        .contains("models_http_requests_seconds_count{route=\"none\",status=\"401\"} 1\n")
        .doesNotContain("reader-key");
  }

  @Test
  void goAwayWithTheirInstance() {
    deploy(served(config()));
    assertThat(metrics()).contains("provider=\"acme\"");

    await(rollcall.configure(read(served(config().put("providers", new JsonObject())))));
    assertThat(metrics()).doesNotContain("provider=\"acme\"");

    await(rollcall.configure(read(served(config()))));
    assertThat(metrics())
        .contains("\nmodels_provider_fetches_total{outcome=\"failed\",provider=\"acme\"} 0.0\n");
  }

  @Test
  void areInAnApplicationsRegistryUntilRollcallIsUndeployed() {
    registry.counter("of.the.application").increment();
    deploy(config());
    await(rollcall.list());
    new RollcallMetrics(rollcall).bindTo(registry);

    assertThat(registry.get("models.provider.models").tag("provider", "acme").gauge().value())
        .isEqualTo(2);
    assertThat(
            registry
                .get("models.provider.fetches")
                .tags("provider", "acme", "outcome", "listed")
                .functionCounter()
                .count())
        .as("the fetch before there was a registry")
        .isEqualTo(1);

    await(rollcall.close());

    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .extracting(Meter.Id::getName)
        .containsExactly("of.the.application");
  }

  @Test
  void areTakenOutOfAnApplicationsRegistryOnRequest() {
    deploy(config());
    try (RollcallMetrics metrics = new RollcallMetrics(rollcall)) {
      metrics.bindTo(registry);
      assertThat(registry.getMeters()).isNotEmpty();
    }

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void measureRequestsOfAnApplicationsOwnRouter() {
    deploy(config());
    new RollcallMetrics(rollcall).bindTo(registry);
    Router router = Router.router(vertx);
    rollcall.mount(router);
    int port =
        await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();

    await(http.get(port, "127.0.0.1", "/v1/providers").send());
    HttpResponse<?> metrics = await(http.get(port, "127.0.0.1", "/metrics").send());

    Await.until(
        () ->
            registry
                    .get("models.http.requests")
                    .tags("route", "/v1/providers", "status", "200")
                    .timer()
                    .count()
                == 1);
    assertThat(metrics.statusCode()).isEqualTo(501);
    assertThat(metrics.bodyAsJsonObject().getJsonObject("error").getString("code"))
        .isEqualTo("no_metrics");
  }

  @Test
  void areOfWhatIsDeployedHere() {
    assertThatThrownBy(() -> new RollcallMetrics(Rollcall.connect(vertx)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("deployed here");
  }

  @Test
  void areAllThereThatTheDashboardDraws() throws Exception {
    JsonObject dashboard =
        new JsonObject(Files.readString(Path.of("conf", "grafana-dashboard.json")));
    deploy(served(config()));
    get("/v1/models");
    metrics();
    System.gc();
    Await.until(() -> metrics().contains("models_jvm_gc_pause_seconds_count"));
    Set<String> measured =
        metrics()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("[{ ]", 2)[0])
            .collect(Collectors.toSet());

    Set<String> drawn =
        Pattern.compile("\\$\\{prefix}(_\\w+)")
            .matcher(dashboard.encode())
            .results()
            .map(found -> "models" + found.group(1))
            .collect(Collectors.toSet());

    assertThat(drawn).hasSizeGreaterThan(15);
    assertThat(measured).containsAll(drawn);
    assertThat(dashboard.getJsonObject("templating").getJsonArray("list").encode())
        .contains("\"type\":\"datasource\"", "\"query\":\"prometheus\"");
    for (Object panel : dashboard.getJsonArray("panels")) {
      assertThat(((JsonObject) panel).getJsonObject("datasource").getString("uid"))
          .isEqualTo("${datasource}");
    }
  }

  private static double value(String text, String name, String tag) {
    return text.lines()
        .filter(line -> line.startsWith(name + "{") && line.contains(tag))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private void deploy(JsonObject config) {
    rollcall =
        await(
            Rollcall.deploy(
                vertx, read(config), new RollcallVerticle(read(config), v -> time.timing())));
  }

  private static RollcallConfig read(JsonObject config) {
    return ConfigReader.library(ProviderType.specs(), name -> null).read(config);
  }

  private JsonObject config() {
    return new JsonObject()
        .put(
            "providers",
            new JsonObject()
                .put(
                    "acme",
                    new JsonObject()
                        .put("type", "openai-compatible")
                        .put("base_url", provider.url())));
  }

  private static JsonObject served(JsonObject config) {
    return config.put("server", new JsonObject().put("port", 0));
  }

  private String metrics() {
    HttpResponse<?> response = get("/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    return "\n" + response.bodyAsString();
  }

  private HttpResponse<?> get(String path) {
    return await(http.get(port(), "127.0.0.1", path).send());
  }

  private int port() {
    return rollcall.port().orElseThrow();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("no answer in time", late);
    }
  }
}
