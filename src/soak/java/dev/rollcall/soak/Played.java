package dev.rollcall.soak;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A provider as this program plays it.
 *
 * @param name the instance's name in the configuration
 * @param type its type
 * @param models how many models it has
 */
record Played(String name, String type, int models) {

  /** Every type that is asked, two hosts of one type, and a large one. */
  static final List<Played> ALL =
      List.of(
          new Played("openai", "openai", 90),
          new Played("gemini", "gemini", 60),
          new Played("openrouter", "openrouter", 340),
          new Played("ollama", "ollama", 25),
          new Played("lmstudio", "lmstudio", 12),
          new Played("anthropic", "anthropic", 70),
          new Played("mistral", "mistral", 50),
          new Played("groq", "groq", 20),
          new Played("cohere", "cohere", 45),
          new Played("togetherai", "togetherai", 120),
          new Played("cerebras", "cerebras", 10),
          new Played("xai", "xai", 15),
          new Played("deepinfra", "deepinfra", 80),
          new Played("my-vllm", "openai-compatible", 5),
          new Played("work-openai", "openai", 30),
          new Played("large", "openai-compatible", 3000));

  private static final int PAGE = 40;

  /** More than any of them lists. */
  private static final int EDITION = 4000;

  /**
   * What it lists.
   *
   * @param account whose list; leads every id, so that nobody else's can be taken for it
   * @param edition lists of two editions have nothing in common
   * @param turn lists differ a little from turn to turn
   */
  List<String> ids(String account, int edition, long turn) {
    int first = edition * EDITION + (int) (turn % 40);
    int count = Math.max(1, models - (int) (turn % 5));
    return IntStream.range(first, first + count)
        .mapToObj(i -> "%s.m%04d".formatted(account, i))
        .toList();
  }

  /**
   * The answer to a request.
   *
   * @param path below the base URL
   * @return null when there is nothing at that path
   */
  String answer(String path, MultiMap query, List<String> ids) {
    return switch (type) {
      case "gemini" -> {
        int from = number(query.get("pageToken"));
        JsonObject page =
            new JsonObject()
                .put("models", rows(ids, from, id -> new JsonObject().put("name", "models/" + id)));
        yield more(page, "nextPageToken", ids, from).encode();
      }
      case "cohere" -> {
        int from = number(query.get("page_token"));
        JsonObject page =
            new JsonObject()
                .put(
                    "models",
                    rows(
                        ids,
                        from,
                        id ->
                            new JsonObject()
                                .put("name", id)
                                .put("endpoints", new JsonArray().add("chat"))));
        yield more(page, "next_page_token", ids, from).encode();
      }
      case "anthropic" -> {
        String after = query.get("after_id");
        int from = after == null ? 0 : ids.indexOf(after) + 1;
        int to = Math.min(ids.size(), from + PAGE);
        yield new JsonObject()
            .put("data", rows(ids, from, id -> openAi(id).put("type", "model")))
            .put("has_more", to < ids.size())
            .put("last_id", ids.get(to - 1))
            .encode();
      }
      case "openrouter" -> {
        int from = number(query.get("offset"));
        boolean last = from + PAGE >= ids.size();
        yield new JsonObject()
            .put("data", rows(ids, from, id -> openAi(id).put("context_length", 32768)))
            .put("links", new JsonObject().put("next", last ? null : "?offset=" + (from + PAGE)))
            .encode();
      }
      case "ollama" -> path.equals("/api/show") ? show() : tags(ids);
      case "lmstudio" ->
          new JsonObject()
              .put("models", all(ids, id -> new JsonObject().put("type", "llm").put("key", id)))
              .encode();
      case "togetherai" -> all(ids, id -> openAi(id).put("type", "chat")).encode();
      case "xai" ->
          new JsonObject()
              .put(path.equals("/models") ? "data" : "models", all(ids, Played::openAi))
              .encode();
      default ->
          new JsonObject().put("object", "list").put("data", all(ids, Played::openAi)).encode();
    };
  }

  private static String tags(List<String> ids) {
    return new JsonObject()
        .put(
            "models",
            all(ids, id -> new JsonObject().put("name", id).put("model", id).put("digest", id)))
        .encode();
  }

  private static String show() {
    return new JsonObject()
        .put("capabilities", new JsonArray().add("completion").add("tools"))
        .put("model_info", new JsonObject().put("tiny.context_length", 4096))
        .encode();
  }

  private static JsonObject openAi(String id) {
    return new JsonObject().put("id", id).put("object", "model").put("created", 1735689600);
  }

  private static JsonArray all(List<String> ids, Function<String, JsonObject> row) {
    return new JsonArray(ids.stream().map(row).toList());
  }

  private static JsonArray rows(List<String> ids, int from, Function<String, JsonObject> row) {
    return all(ids.subList(Math.min(from, ids.size()), Math.min(ids.size(), from + PAGE)), row);
  }

  private static JsonObject more(JsonObject page, String key, List<String> ids, int from) {
    return from + PAGE < ids.size() ? page.put(key, String.valueOf(from + PAGE)) : page;
  }

  private static int number(String token) {
    return token != null && token.matches("\\d{1,5}") ? Integer.parseInt(token) : 0;
  }
}
