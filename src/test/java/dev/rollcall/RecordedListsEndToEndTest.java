package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.Outcome;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeTime;
import dev.rollcall.testing.Recording;
import dev.rollcall.testing.Recording.Kind;
import dev.rollcall.testing.Recordings;
import dev.rollcall.testing.ReplayServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One Rollcall with an instance for every recorded answer, which a server gives again. It is asked
 * over REST and over the bus.
 */
@Timeout(60)
class RecordedListsEndToEndTest {

  private static final Addresses ADDRESSES = new Addresses("models");
  private static final Set<String> MAY_BE_EMPTY = Set.of("ollama", "lmstudio", "openai-compatible");

  /** Up to here a message may happen to have the words of a body: "too many requests". */
  private static final int OWN_WORDS = 20;

  /** The pages of every instance, by its name, in the order of the recordings. */
  private static final Map<String, List<Recording>> INSTANCES = new LinkedHashMap<>();

  private static final Map<String, Outcome> OUTCOMES = new ConcurrentHashMap<>();
  private static Vertx vertx;
  private static Callers callers;

  @BeforeAll
  static void askEveryRecording() {
    if (!Recordings.exist()) {
      return;
    }
    Recordings.all().forEach(RecordedListsEndToEndTest::addTo);
    vertx = Vertx.vertx();
    ReplayServer server = ReplayServer.start(vertx, Recordings.of(Kind.SIDE_REQUEST));
    JsonObject providers =
        new JsonObject().put("perplexity", new JsonObject().put("api_key", "sk-mark-perplexity"));
    INSTANCES.forEach((name, pages) -> providers.put(name, instance(name, pages, server)));
    providers.fieldNames().forEach(RecordedListsEndToEndTest::noteOutcome);
    callers = Callers.deploy(vertx, providers, new FakeTime(vertx).timing());
    callers.list();
    Await.until(() -> OUTCOMES.keySet().containsAll(providers.fieldNames()));
  }

  @AfterAll
  static void close() {
    INSTANCES.clear();
    OUTCOMES.clear();
    if (vertx != null) {
      Callers.await(vertx.close());
    }
  }

  @BeforeEach
  void skipWithoutRecordings() {
    Recordings.assumeExist();
  }

  static List<String> lists() {
    return named(Kind.LIST, Kind.LONE_FIRST_PAGE, Kind.PAGE_OF_PAIR);
  }

  static List<String> emptyLists() {
    return named(Kind.EMPTY_LIST);
  }

  static List<String> errors() {
    return named(Kind.ERROR);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("lists")
  void servesExactlyTheIdsOfTheRecording(String name) {
    Set<String> recorded = new LinkedHashSet<>();
    INSTANCES.get(name).forEach(page -> recorded.addAll(page.ids()));

    JsonObject list = callers.list(name);

    assertThat(Callers.nativeIds(list)).containsExactlyElementsOf(recorded);
    assertThat(Callers.distinct(list, "source")).containsExactly("live");
    JsonObject status = callers.status(name);
    assertThat(status.getString("source")).isEqualTo("live");
    assertThat(status.getString("circuit")).isEqualTo("closed");
    assertThat(status.getInteger("models")).isEqualTo(recorded.size());
    assertThat(status.containsKey("error")).isFalse();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("emptyLists")
  void takesAnEmptyListForTheTruthOnlyWhereItCanBe(String name) {
    String type = INSTANCES.get(name).get(0).type();
    JsonObject status = callers.status(name);
    if (MAY_BE_EMPTY.contains(type)) {
      assertThat(status.getString("source")).isEqualTo("live");
      assertThat(status.containsKey("error")).isFalse();
      assertThat(Callers.nativeIds(callers.list(name))).isEmpty();
    } else {
      assertFallsBack(name, ErrorCode.EMPTY);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("errors")
  void saysWhatKindOfErrorItIsAndNothingOfItsText(String name) {
    Recording recording = INSTANCES.get(name).get(0);

    JsonObject error = assertFallsBack(name, expectedCode(recording));

    String body = recording.body().toString();
    String message = error.getString("message");
    assertThat(IntStream.rangeClosed(0, message.length() - OWN_WORDS))
        .as("where words of the body are in the message: " + message)
        .noneMatch(i -> body.contains(message.substring(i, i + OWN_WORDS)));
  }

  @Test
  void listsWhatTheCatalogHasOfPerplexity() {
    JsonObject list = callers.list("perplexity");

    assertThat(Callers.nativeIds(list))
        .isNotEmpty()
        .containsExactlyElementsOf(callers.catalogIds("perplexity"));
    assertThat(Callers.distinct(list, "source")).containsExactly("builtin");
  }

  @Test
  void printsWhatProvidersTellAndWhatTheCatalogAdds() {
    RecordedTable table = new RecordedTable();
    lists()
        .forEach(
            name ->
                table.add(
                    INSTANCES.get(name).get(0),
                    ((Outcome.Listed) OUTCOMES.get(name)).models(),
                    callers.list(name)));
    Recordings.all().stream()
        .filter(recording -> !whyLeftOut(recording).isEmpty())
        .forEach(recording -> table.leaveOut(recording, whyLeftOut(recording)));

    System.out.println(table);

    assertThat(table.rows()).isEqualTo(lists().size());
    assertThat(table.losses()).as("fields that were there before enrichment").isZero();
  }

  /** Floors may rise, with a better catalog or better rules; they never fall. */
  @Test
  void chatModelsAreDescribedAtLeastAsWellAsBefore() {
    ChatCoverage coverage = new ChatCoverage();
    lists()
        .forEach(
            name ->
                coverage.add(
                    INSTANCES.get(name).get(0),
                    ((Outcome.Listed) OUTCOMES.get(name)).models(),
                    callers.list(name)));

    System.out.println(coverage);
    for (String type : List.of("openai", "gemini", "anthropic", "groq", "xai", "openrouter")) {
      System.out.printf(
          "%s, 2026: context window and price for %d %% of chat models; without: %s%n",
          type, coverage.of(type).complete2026(), coverage.of(type).misses2026());
    }

    ChatFloors.ALL.forEach(floor -> floor.check(coverage.of(floor.type())));
  }

  private static JsonObject assertFallsBack(String name, ErrorCode code) {
    String type = INSTANCES.get(name).get(0).type();
    List<String> catalog = callers.catalogIds(type);
    JsonObject status = callers.status(name);
    assertThat(status.getJsonObject("error").getString("code")).isEqualTo(code.wireName());
    assertThat(status.getString("circuit")).isEqualTo("closed");
    if (catalog.isEmpty()) {
      assertThat(status.getString("source")).isEqualTo("none");
      JsonObject refusal = callers.rest("/v1/providers/" + name + "/models", 503);
      assertThat(refusal.getJsonObject("error").getString("code")).isEqualTo("no_models");
    } else {
      assertThat(status.getString("source")).isEqualTo("catalog");
      JsonObject list = callers.list(name);
      assertThat(Callers.distinct(list, "source")).containsExactly("catalog");
      assertThat(Callers.nativeIds(list)).containsExactlyElementsOf(catalog);
    }
    return status.getJsonObject("error");
  }

  private static ErrorCode expectedCode(Recording recording) {
    boolean saysTheKeyIsBad = recording.file().contains("error-400-invalid-key");
    boolean isJson = !recording.file().matches(".*\\.(html|txt)");
    return switch (recording.status()) {
      case 200 -> ErrorCode.MALFORMED;
      case 401 -> ErrorCode.UNAUTHORIZED;
      case 403 -> isJson ? ErrorCode.FORBIDDEN : ErrorCode.HTTP_4XX;
      case 429 -> ErrorCode.RATE_LIMITED;
      case 400 -> saysTheKeyIsBad ? ErrorCode.UNAUTHORIZED : ErrorCode.HTTP_4XX;
      default -> recording.status() < 500 ? ErrorCode.HTTP_4XX : ErrorCode.HTTP_5XX;
    };
  }

  private static void addTo(Recording recording) {
    if (whyLeftOut(recording).isEmpty()) {
      String name = name(recording);
      List<Recording> pages = INSTANCES.getOrDefault(name, List.of());
      boolean second = recording.file().contains("-page2-");
      assertThat(pages).as("recordings of the name " + name).hasSize(second ? 1 : 0);
      INSTANCES.put(name, second ? List.of(pages.get(0), recording) : List.of(recording));
    }
  }

  /** Why there is no instance for a recording; empty when there is one. */
  private static String whyLeftOut(Recording recording) {
    if (recording.kind() == Kind.SIDE_REQUEST) {
      return "answers the side requests of other recordings";
    }
    return recording.type().equals("perplexity") && recording.kind() == Kind.ERROR
        ? "perplexity is never asked; its list is built in"
        : recording.reason();
  }

  /** A name for an instance; two pages of one list have the same. */
  private static String name(Recording recording) {
    String name =
        recording
            .file()
            .replaceFirst("\\.\\w+$", "")
            .replaceFirst("-page[12]-", "-pages-")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9_-]", "-");
    return name.substring(0, Math.min(64, name.length()));
  }

  private static JsonObject instance(String name, List<Recording> pages, ReplayServer server) {
    Recording first = pages.get(0);
    return new JsonObject()
        .put("type", first.type())
        .put("enabled", true)
        .put("base_url", server.serve(pages))
        .put("api_key", first.isWithoutKey() ? null : Callers.KEY_MARK + name);
  }

  private static List<String> named(Kind... kinds) {
    List<Kind> wanted = List.of(kinds);
    return INSTANCES.entrySet().stream()
        .filter(instance -> wanted.contains(instance.getValue().get(0).kind()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void noteOutcome(String name) {
    vertx
        .eventBus()
        .<Outcome>localConsumer(
            ADDRESSES.provider(name), message -> OUTCOMES.put(name, message.body()));
  }
}
