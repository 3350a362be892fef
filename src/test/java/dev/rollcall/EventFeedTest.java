package dev.rollcall;

import static dev.rollcall.Callers.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.EventReader;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeTime;
import dev.rollcall.testing.LogWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The change feed of a whole Rollcall, over restarts. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class EventFeedTest {

  private static final int STREAMS = 1000;
  private static final int INSTANCES = 4;

  @TempDir Path directory;
  private final Random random = new Random(7);
  private final Map<String, List<String>> listed = new ConcurrentHashMap<>();
  private Vertx vertx;
  private Vertx readers;
  private FakeTime time;
  private FakeProvider provider;
  private Rollcall rollcall;
  private int turn;

  @BeforeEach
  void start(Vertx started) {
    vertx = started;
    readers = Vertx.vertx();
    time = new FakeTime(vertx);
    provider =
        FakeProvider.start(vertx)
            .handle(
                request ->
                    request
                        .response()
                        .end(
                            FakeProvider.openAiList(
                                listed.get(request.path().split("/")[1]).toArray(String[]::new))));
    names().forEach(name -> listed.put(name, List.of("base")));
  }

  @AfterEach
  void end() {
    await(readers.close());
  }

  private static List<String> names() {
    return IntStream.range(0, INSTANCES).mapToObj(i -> "acme-" + i).toList();
  }

  private void deploy() {
    JsonObject providers = new JsonObject();
    for (String name : names()) {
      providers.put(
          name,
          new JsonObject()
              .put("type", "openai-compatible")
              .put("base_url", provider.url() + "/" + name));
    }
    JsonObject json =
        new JsonObject()
            .put("server", new JsonObject().put("port", 0))
            .put("model_cache", new JsonObject().put("directory", lists().toString()))
            .put("providers", providers);
    RollcallConfig config = ConfigReader.library(ProviderType.specs(), name -> null).read(json);
    rollcall =
        await(Rollcall.deploy(vertx, config, new RollcallVerticle(config, given -> time.timing())));
  }

  /** The first run, once all that its first lists bring has been told. */
  private void begin() {
    deploy();
    await(rollcall.list());
    Await.until(() -> ids(page("")).size() == 2 * INSTANCES);
  }

  private Path lists() {
    return directory.resolve("lists");
  }

  private int port() {
    return rollcall.port().orElseThrow();
  }

  /** Lets an instance list something else, and tells it. */
  private void change() {
    String name = names().get(turn % INSTANCES);
    listed.put(name, List.of("base", "m" + turn++));
    await(rollcall.refresh(name));
  }

  private JsonObject page(String query) {
    WebClient client = WebClient.create(vertx);
    try {
      return await(client.get(port(), "127.0.0.1", "/v1/changes?" + query).send())
          .bodyAsJsonObject();
    } finally {
      client.close();
    }
  }

  private static List<String> ids(JsonObject page) {
    return Callers.objects(page).map(event -> event.getString("id")).toList();
  }

  private static List<String> sources(JsonObject page) {
    return Callers.objects(page)
        .map(event -> event.getJsonObject("data").getString("source"))
        .toList();
  }

  private static List<String> changes(JsonObject page) {
    return Callers.objects(page)
        .filter(event -> event.getString("event").equals("changed"))
        .map(event -> event.getJsonObject("data").encode())
        .toList();
  }

  /** One who reads for ever, over whatever ends the connection, and notes each event. */
  private final class Reader {
    private final HttpClient client;
    private final String query;
    private final List<String> ids = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private volatile String last;
    private volatile EventReader connection;

    Reader(HttpClient client, String query, String since) {
      this.client = client;
      this.query = query;
      last = since;
    }

    Future<EventReader> connect() {
      return EventReader.open(
              client,
              port(),
              "/v1/events" + query,
              Map.of("Last-Event-ID", last),
              this::note,
              false)
          .onSuccess(open -> connection = open);
    }

    private synchronized void note(EventReader.Event event) {
      if (event.name().equals("changed") || event.name().equals("status")) {
        ids.add(event.id());
        last = event.id();
      } else {
        others.add(event.name());
      }
    }

    synchronized List<String> ids() {
      return List.copyOf(ids);
    }

    synchronized List<String> others() {
      return List.copyOf(others);
    }
  }

  @Test
  void aThousandReadersMissNothingAndGetNothingTwiceOverRestarts() {
    HttpClient client =
        readers.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(2 * STREAMS));
    begin();
    String since = page("").getString("next");
    List<Reader> all =
        IntStream.range(0, STREAMS)
            .mapToObj(
                i -> new Reader(client, i % 10 == 0 ? "?provider=" + names().get(0) : "", since))
            .toList();
    connect(all);
    for (int restart = 0; restart < 3; restart++) {
      rounds(8);
      // Some go away in the middle of it and come back.
      List<Reader> leaving = all.stream().filter(each -> random.nextInt(10) == 0).toList();
      leaving.forEach(each -> each.connection.close());
      rounds(4);
      leaving.forEach(each -> Await.until(() -> each.connection.ended().isComplete()));
      connect(leaving);
      rounds(2);
      await(rollcall.close());
      all.forEach(each -> Await.until(() -> each.connection.ended().isComplete()));
      deploy();
      rounds(4);
      connect(all);
    }
    rounds(2);

    JsonObject history = page("limit=1000&since=" + since);
    assertThat(history.getBoolean("truncated")).isFalse();
    assertThat(history.getBoolean("has_more")).isFalse();
    List<String> everything = ids(history);
    assertThat(changes(history)).hasSize(turn);
    List<String> ofOne = ids(page("limit=1000&provider=acme-0&since=" + since));
    for (Reader reader : all) {
      List<String> expected = reader.query.isEmpty() ? everything : ofOne;
      Await.until(() -> reader.ids().size() >= expected.size());
      assertThat(reader.ids()).isEqualTo(expected);
      assertThat(reader.others()).isEmpty();
    }
    assertThat(orderPerInstance(history)).isEqualTo(expectedOrder());
    await(rollcall.close());
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
      change();
    }
  }

  private void connect(List<Reader> some) {
    await(Future.all(some.stream().map(Reader::connect).toList()));
  }

  /** The models that were new at each instance, in the order in which the history tells it. */
  private static Map<String, List<String>> orderPerInstance(JsonObject history) {
    return Callers.objects(history)
        .filter(event -> event.getString("event").equals("changed"))
        .map(event -> event.getJsonObject("data"))
        .collect(
            Collectors.groupingBy(
                change -> change.getString("provider"),
                Collectors.mapping(
                    change -> change.getJsonArray("added").getString(0), Collectors.toList())));
  }

  private Map<String, List<String>> expectedOrder() {
    return IntStream.range(0, turn)
        .boxed()
        .collect(
            Collectors.groupingBy(
                i -> "acme-" + i % INSTANCES,
                Collectors.mapping(i -> "acme-" + i % INSTANCES + "/m" + i, Collectors.toList())));
  }

  @Test
  void theFirstListOfAnInstanceIsOneEventWithoutIds() {
    begin();

    JsonObject page = page("provider=acme-0");
    List<JsonObject> changed =
        Callers.objects(page).filter(it -> it.getString("event").equals("changed")).toList();
    assertThat(changed).hasSize(1);
    assertThat(changed.get(0).getJsonObject("data").getBoolean("initial")).isTrue();
    await(rollcall.close());
  }

  @Test
  void aSwitchToAFallbackIsAStatusAndNoChange() {
    begin();
    String since = page("").getString("next");
    provider.answer(503, "{}");
    time.advance(Duration.ofHours(1));
    await(rollcall.refresh("acme-0"));
    Await.until(() -> sources(page("provider=acme-0&since=" + since)).contains("stale"));

    assertThat(changes(page("since=" + since))).isEmpty();
    await(rollcall.close());
  }

  @Test
  void anInstanceThatIsTakenAwayIsFoundByItsType() {
    begin();
    await(rollcall.close());
    RollcallConfig none =
        ConfigReader.library(ProviderType.specs(), name -> null)
            .read(
                new JsonObject()
                    .put("server", new JsonObject().put("port", 0))
                    .put("model_cache", new JsonObject().put("directory", lists().toString())));
    rollcall =
        await(Rollcall.deploy(vertx, none, new RollcallVerticle(none, given -> time.timing())));

    List<String> removed =
        Callers.objects(page("type=openai-compatible"))
            .map(event -> event.getJsonObject("data"))
            .filter(data -> data.containsKey("removed") && !data.getJsonArray("removed").isEmpty())
            .map(data -> data.getString("provider"))
            .toList();
    assertThat(removed).containsExactlyInAnyOrderElementsOf(names());
    await(rollcall.close());
  }

  @Test
  void aHistoryThatIsLostIsOwnedUpTo() throws IOException {
    begin();
    change();
    String since = page("").getString("next");
    await(rollcall.close());
    Files.delete(lists().resolve(".rollcall.events"));
    deploy();
    assertThat(page("since=" + since).getBoolean("truncated")).isTrue();
    await(rollcall.close());
  }

  @Test
  void aHistoryThatIsOlderThanTheListsBesideItIsNotUsed() throws IOException {
    begin();
    String since = page("").getString("next");
    await(rollcall.close());
    byte[] old = Files.readAllBytes(lists().resolve(".rollcall.events"));
    deploy();
    change();
    await(rollcall.close());
    Files.write(lists().resolve(".rollcall.events"), old);
    try (LogWatch log = LogWatch.of("begins anew")) {
      deploy();
      assertThat(log.found()).hasSize(1);
    }

    assertThat(page("since=" + since).getBoolean("truncated")).isTrue();
    assertThat(changes(page(""))).isEmpty();
    await(rollcall.close());
  }

  @Test
  void aTornEndCostsNothingThatWasThere() throws IOException {
    begin();
    String since = page("").getString("next");
    change();
    List<String> before = ids(page("since=" + since));
    await(rollcall.close());
    Files.writeString(
        lists().resolve(".rollcall.events"), "0a1b2c3d {\"id\":\"", StandardOpenOption.APPEND);
    try (LogWatch log = LogWatch.of("cut off")) {
      deploy();
      assertThat(log.found()).hasSize(1);
    }
    change();

    JsonObject page = page("since=" + since);
    assertThat(page.getBoolean("truncated")).isFalse();
    assertThat(changes(page)).hasSize(2);
    assertThat(ids(page)).startsWith(before.toArray(String[]::new));
    await(rollcall.close());
  }

  @Test
  void itsFileIsTheOwnersAlone() throws IOException {
    begin();
    await(rollcall.close());

    try (Stream<Path> files = Files.list(lists())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains(".rollcall.events")
          .noneMatch(name -> name.endsWith(".tmp"));
    }
    assertThat(Files.getPosixFilePermissions(lists().resolve(".rollcall.events")))
        .hasSize(2)
        .allMatch(each -> each.name().startsWith("OWNER_"));
  }
}
