package dev.rollcall;

import dev.rollcall.testing.FakeProvider;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The least that a provider of a type answers: two models, on two pages where the type has pages.
 *
 * @param type the provider type
 * @param ids the native ids
 * @param answers what is answered; the first is the list's first page
 */
record TypeFixture(String type, List<String> ids, List<Answer> answers) {

  /**
   * One answer.
   *
   * @param request the path and, from the second page on, the token that asks for it
   */
  record Answer(String request, String body) {}

  private static final List<String> PAGE_TOKENS =
      List.of("pageToken", "page_token", "after_id", "offset");

  /** Entries that are none. */
  private static final List<Object> MALFORMED =
      List.of(
          7,
          "a-name-alone",
          new JsonArray().add("an-array"),
          new JsonObject(),
          new JsonObject().put("id", 7).put("key", 7).put("name", 7));

  /** Every type that is asked; perplexity is not. */
  static final List<TypeFixture> ALL =
      List.of(
          openAiLike("openai", "gpt-4o", "my-fine-tune"),
          of(
              "gemini",
              List.of("gemini-2.5-pro", "gemini-house"),
              new Answer(
                  "/models",
                  """
                  {"models":[{"name":"models/gemini-2.5-pro","inputTokenLimit":1048576,
                    "outputTokenLimit":65536,"supportedGenerationMethods":["generateContent"]}],
                   "nextPageToken":"page/2"}"""),
              new Answer("/models page/2", "{\"models\":[{\"name\":\"models/gemini-house\"}]}")),
          of(
              "openrouter",
              List.of("acme/large", "acme/small:free"),
              new Answer(
                  "/models",
                  """
                  {"data":[{"id":"acme/large","name":"Large","context_length":32768,
                    "architecture":{"input_modalities":["text"],"output_modalities":["text"]},
                    "pricing":{"prompt":"0.000001","completion":"0.000002"}}],
                   "links":{"next":"?offset=1"}}"""),
              new Answer(
                  "/models 1",
                  """
                  {"data":[{"id":"acme/small:free","pricing":{"prompt":"0","completion":"0"}}],
                   "links":{"next":null}}""")),
          of(
              "ollama",
              List.of("tiny:1b", "house:latest"),
              new Answer(
                  "/api/tags",
                  """
                  {"models":[{"name":"tiny:1b","model":"tiny:1b","digest":"d1",
                    "details":{"family":"tiny","parameter_size":"1B","quantization_level":"Q4_0"}},
                   {"name":"house:latest","model":"house:latest","digest":"d2"}]}"""),
              new Answer(
                  "/api/show",
                  """
                  {"details":{"family":"tiny"},"capabilities":["completion","tools"],
                   "model_info":{"general.architecture":"tiny","tiny.context_length":4096}}""")),
          of(
              "lmstudio",
              List.of("house/chat", "house-embed"),
              new Answer(
                  "/api/v1/models",
                  """
                  {"models":[{"type":"llm","key":"house/chat","max_context_length":8192},
                   {"type":"embedding","key":"house-embed","max_context_length":512}]}""")),
          openAiLike("openai-compatible", "/models/house", "house-lora"),
          of(
              "anthropic",
              List.of("claude-haiku-4-5", "claude-house"),
              new Answer(
                  "/models",
                  """
                  {"data":[{"type":"model","id":"claude-haiku-4-5","display_name":"Haiku",
                    "created_at":"2025-10-15T00:00:00Z"}],
                   "has_more":true,"first_id":"claude-haiku-4-5","last_id":"claude-haiku-4-5"}"""),
              new Answer(
                  "/models claude-haiku-4-5",
                  """
                  {"data":[{"type":"model","id":"claude-house"}],
                   "has_more":false,"first_id":"claude-house","last_id":"claude-house"}""")),
          of(
              "mistral",
              List.of("mistral-large-latest", "mistral-house"),
              new Answer(
                  "/models",
                  """
                  {"object":"list","data":[{"id":"mistral-large-latest","object":"model",
                    "max_context_length":131072,"capabilities":{"completion_chat":true}},
                   {"id":"mistral-house","object":"model","capabilities":{}}]}""")),
          openAiLike("groq", "llama-3.3-70b-versatile", "house-on-groq"),
          of(
              "cohere",
              List.of("command-a-03-2025", "command-house"),
              new Answer(
                  "/models",
                  """
                  {"models":[{"name":"command-a-03-2025","endpoints":["chat"],
                    "context_length":288000}],"next_page_token":"p=2&"}"""),
              new Answer("/models p=2&", "{\"models\":[{\"name\":\"command-house\"}]}")),
          of(
              "togetherai",
              List.of("acme/chat", "acme/draw"),
              new Answer(
                  "/models",
                  """
                  [{"id":"acme/chat","type":"chat","context_length":32768,
                    "pricing":{"input":0.18,"output":0.2}},
                   {"id":"acme/draw","type":"image"}]""")),
          openAiLike("cerebras", "gpt-oss-120b", "house-on-wafers"),
          of(
              "xai",
              List.of("grok-4", "grok-house"),
              new Answer("/models", FakeProvider.openAiList("grok-4", "grok-house")),
              new Answer(
                  "/language-models",
                  """
                  {"models":[{"id":"grok-4","input_modalities":["text","image"],
                    "output_modalities":["text"]}]}""")),
          openAiLike("deepinfra", "acme/deep", "acme/infra"));

  /** Answers as a provider of this type does. */
  void answer(HttpServerRequest request) {
    answer(request, answers.get(0).body());
  }

  /** Answers so, with entries that are none on the first page. */
  void answerWithMalformedEntries(HttpServerRequest request) {
    answer(request, withMalformed(answers.get(0).body()));
  }

  /** How many of the entries are none. */
  static int malformedEntries() {
    return MALFORMED.size() + 1;
  }

  /** What a request is answered; empty when there is nothing there. */
  String answerTo(String target) {
    return answerTo(target, answers.get(0).body());
  }

  /** Whether a request asks for a page after the first. */
  static boolean isNextPage(String target) {
    return !token(target).isEmpty();
  }

  private void answer(HttpServerRequest request, String firstPage) {
    String body = answerTo(request.uri(), firstPage);
    request
        .response()
        .setStatusCode(body.isEmpty() ? 404 : 200)
        .putHeader("Content-Type", "application/json")
        .end(body);
  }

  private String answerTo(String target, String firstPage) {
    String key = new QueryStringDecoder(target).path() + token(target);
    return key.equals(answers.get(0).request())
        ? firstPage
        : answers.stream()
            .filter(answer -> answer.request().equals(key))
            .map(Answer::body)
            .findFirst()
            .orElse("");
  }

  private static String token(String target) {
    Map<String, List<String>> parameters = new QueryStringDecoder(target).parameters();
    return PAGE_TOKENS.stream()
        .filter(parameters::containsKey)
        .map(name -> " " + parameters.get(name).get(0))
        .findFirst()
        .orElse("");
  }

  private static String withMalformed(String page) {
    Object body = Json.decodeValue(page);
    JsonArray entries =
        body instanceof JsonObject envelope
            ? Stream.of("data", "models")
                .map(envelope::getJsonArray)
                .filter(array -> array != null)
                .findFirst()
                .orElseThrow()
            : (JsonArray) body;
    MALFORMED.forEach(malformed -> entries.add(0, malformed));
    entries.addNull();
    return Json.encode(body);
  }

  private static TypeFixture openAiLike(String type, String... ids) {
    return of(type, List.of(ids), new Answer("/models", FakeProvider.openAiList(ids)));
  }

  private static TypeFixture of(String type, List<String> ids, Answer... answers) {
    return new TypeFixture(type, ids, List.of(answers));
  }

  @Override
  public String toString() {
    return type;
  }
}
