package dev.rollcall.soak;

import dev.rollcall.soak.SoakAnswer.Body;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** The requests that callers make, in the proportions of a busy service. */
final class SoakRequests {

  /** The kind of those who have no key. */
  static final String STRANGER = "without a key";

  private static final int MOST_IDS = 500;

  private static final List<String> DIALECTS =
      List.of(
          "/anthropic/v1/models?limit=20",
          "/gemini/v1beta/models?pageSize=20",
          "/ollama/api/tags?type=ollama",
          "/openrouter/api/v1/models?type=openrouter",
          "/mistral/v1/models?type=mistral",
          "/cohere/v1/models?page_size=20",
          "/groq/openai/v1/models?type=groq",
          "/together/v1/models?type=togetherai",
          "/lmstudio/api/v0/models?type=lmstudio",
          "/models.dev/api.json?type=openai",
          "/litellm/model_prices_and_context_window.json?type=openai");

  private final Random random;
  private final SoakSettings settings;
  private final List<Weighted> all;
  private final int weights;
  private final String[] ids = new String[MOST_IDS];
  private int idsSeen;

  private record Weighted(int weight, Supplier<SoakAnswer> make) {}

  SoakRequests(long seed, SoakSettings settings) {
    this.random = new Random(seed);
    this.settings = settings;
    all = table();
    weights = all.stream().mapToInt(Weighted::weight).sum();
  }

  private List<Weighted> table() {
    return List.of(
        new Weighted(3, () -> SoakAnswer.get("list", "/v1/models", Body.LIST, 200)),
        new Weighted(
            1,
            () ->
                SoakAnswer.get("list", "/v1/models", Body.LIST, 200)
                    .with("Accept-Encoding", "gzip")),
        new Weighted(
            200,
            () ->
                SoakAnswer.get(
                    "page", "/v1/models?limit=" + (1 + random.nextInt(50)), Body.LIST, 200)),
        new Weighted(
            120,
            () ->
                SoakAnswer.get(
                    "filtered",
                    "/v1/models?capability=chat&sort=-released&limit=20",
                    Body.LIST,
                    200)),
        new Weighted(
            80,
            () ->
                SoakAnswer.get("search", "/v1/models?q=m00" + random.nextInt(10), Body.LIST, 200)),
        new Weighted(
            150,
            () ->
                SoakAnswer.get(
                    "one provider's",
                    "/v1/providers/" + name() + "/models?limit=100",
                    Body.LIST,
                    200,
                    404,
                    503)),
        new Weighted(
            80,
            () ->
                SoakAnswer.get(
                    "by provider",
                    "/v1/models?limit=100&provider=" + name(),
                    Body.LIST,
                    200,
                    400,
                    404,
                    503)),
        new Weighted(
            40,
            () ->
                SoakAnswer.get(
                    "by type", "/v1/models?type=openai,anthropic,ollama", Body.LIST, 200)),
        new Weighted(
            150,
            () ->
                SoakAnswer.get("one model", "/v1/models/" + id(), Body.MODEL, 200, 404, 409, 503)),
        new Weighted(100, () -> SoakAnswer.get("providers", "/v1/providers", Body.STATUSES, 200)),
        new Weighted(
            80, () -> SoakAnswer.get("provider", "/v1/providers/" + name(), Body.STATUS, 200, 404)),
        new Weighted(
            40, () -> SoakAnswer.get("catalog", "/v1/catalog?limit=20&q=mini", Body.LIST, 200)),
        new Weighted(60, () -> SoakAnswer.get("dialect", dialect(), Body.JSON, 200)),
        new Weighted(20, () -> SoakAnswer.get("changes", "/v1/changes?limit=20", Body.OBJECT, 200)),
        new Weighted(5, () -> SoakAnswer.get("atom", "/v1/changes.atom", Body.XML, 200)),
        new Weighted(30, () -> SoakAnswer.get("live", "/health/live", Body.OBJECT, 200)),
        new Weighted(30, () -> SoakAnswer.get("ready", "/health/ready", Body.OBJECT, 200)),
        new Weighted(10, () -> SoakAnswer.get("endpoints", "/", Body.OBJECT, 200)),
        new Weighted(
            10,
            () ->
                SoakAnswer.get(
                        "refresh",
                        "/v1/providers/" + name() + "/refresh",
                        Body.STATUSES,
                        200,
                        404,
                        409,
                        503)
                    .method(HttpMethod.POST)),
        new Weighted(
            1,
            () ->
                SoakAnswer.get("refresh all", "/v1/refresh", Body.STATUSES, 200, 503)
                    .method(HttpMethod.POST)),
        new Weighted(
            5,
            () ->
                SoakAnswer.get("invalidate", "/v1/cache/" + name(), Body.NAMES, 200, 404, 503)
                    .method(HttpMethod.DELETE)),
        new Weighted(
            1,
            () ->
                SoakAnswer.get("invalidate all", "/v1/cache", Body.NAMES, 200, 503)
                    .method(HttpMethod.DELETE)),
        new Weighted(
            40,
            () ->
                SoakAnswer.get("head", "/v1/models?limit=10", Body.LIST, 200)
                    .method(HttpMethod.HEAD)),
        new Weighted(
            40,
            () ->
                SoakAnswer.get("if-none-match", "/v1/models?limit=10", Body.LIST, 200, 304)
                    .with("If-None-Match", "\"none\"")),
        new Weighted(
            20, () -> SoakAnswer.get(STRANGER, "/v1/models?limit=10", Body.LIST, 200, 401)),
        new Weighted(20, () -> bad("/v1/models?limit=-1", 400)),
        new Weighted(20, () -> bad("/v1/models?sort=size", 400)),
        new Weighted(20, () -> bad("/v1/models?q=%zz", 400)),
        new Weighted(10, () -> bad("/v1/models?limit=5&after=nothing", 400)),
        new Weighted(20, () -> bad("/v1/nothing", 404)),
        new Weighted(10, () -> bad("/v1/models", 405).method(HttpMethod.POST)),
        new Weighted(
            10, () -> bad("/v1/cache", 403).method(HttpMethod.DELETE).with("Origin", "http://a.b")),
        new Weighted(10, () -> bad("/v1/models", 403).with("Host", "elsewhere.test")),
        new Weighted(5, () -> bad("/v1/models?q=" + "q".repeat(9000), 414)),
        new Weighted(5, () -> bad("/v1/models", 431).with("x-long", "x".repeat(20_000))));
  }

  private static SoakAnswer bad(String uri, int status) {
    return SoakAnswer.get("bad", uri, Body.OBJECT, status);
  }

  /** The next request. */
  synchronized SoakAnswer next() {
    int at = random.nextInt(weights);
    for (Weighted each : all) {
      at -= each.weight();
      if (at < 0) {
        return each.make().get();
      }
    }
    throw new AssertionError("the weights have changed");
  }

  /** One request of every kind. */
  synchronized List<SoakAnswer> each() {
    return all.stream().map(weighted -> weighted.make().get()).toList();
  }

  /** Notes an id that was listed, to ask for it alone. */
  synchronized void listed(String id) {
    ids[idsSeen++ % MOST_IDS] = id;
  }

  private String dialect() {
    return DIALECTS.get(random.nextInt(DIALECTS.size()));
  }

  private String name() {
    List<String> names = settings.askable();
    return names.get(random.nextInt(names.size()));
  }

  private String id() {
    String id = idsSeen == 0 ? null : ids[random.nextInt(Math.min(idsSeen, MOST_IDS))];
    return id == null ? "nobody/nothing" : id;
  }
}
