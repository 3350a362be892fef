package dev.rollcall.launcher;

import dev.rollcall.catalog.Catalog;
import dev.rollcall.model.ModelFacts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A server on loopback that stands in for every provider while the service is trained. It answers
 * each type's requests with the catalog's models of that type, in an envelope that all but one
 * take.
 */
final class StandIn {

  /** The instance whose list is as large as the largest that are known. */
  static final String LARGE = "my-vllm";

  /** The instance that is answered 404. */
  static final String BROKEN = "broken";

  private static final String HOST = "127.0.0.1";
  private static final String BARE_ARRAY = "togetherai";
  private static final int LARGE_SIZE = 1_000;
  private static final int SIZE = 40;

  private final HttpServer server;

  private StandIn(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port. */
  static Future<StandIn> start(Vertx vertx, Catalog catalog) {
    Map<String, Buffer> answers = new HashMap<>();
    return vertx
        .createHttpServer()
        .requestHandler(
            request -> {
              String instance = request.path().split("/", 3)[1];
              if (instance.equals(BROKEN)) {
                request.response().setStatusCode(404).end();
              } else {
                answer(
                    request,
                    answers.computeIfAbsent(instance, name -> list(name, ids(name, catalog))));
              }
            })
        .listen(0, HOST)
        .map(StandIn::new);
  }

  /** The base URL of an instance or of the instance of a type. */
  String url(String instance) {
    return "http://" + HOST + ":" + server.actualPort() + "/" + instance;
  }

  private static void answer(HttpServerRequest request, Buffer list) {
    request.response().putHeader("content-type", "application/json").end(list);
  }

  private static List<String> ids(String instance, Catalog catalog) {
    return instance.equals(LARGE)
        ? IntStream.range(0, LARGE_SIZE).mapToObj(i -> "model-" + i).toList()
        : Stream.concat(
                catalog.models(instance).stream().map(ModelFacts::nativeId).limit(SIZE),
                Stream.of("unknown-1b-instruct"))
            .toList();
  }

  private static Buffer list(String instance, List<String> ids) {
    JsonArray rows = new JsonArray(ids.stream().map(StandIn::row).toList());
    return instance.equals(BARE_ARRAY)
        ? rows.toBuffer()
        : new JsonObject()
            .put("object", "list")
            .put("data", rows)
            .put("models", rows)
            .put("details", new JsonObject().put("family", "llama"))
            .put("capabilities", new JsonArray().add("completion"))
            .toBuffer();
  }

  private static JsonObject row(String id) {
    return new JsonObject()
        .put("id", id)
        .put("name", id)
        .put("object", "model")
        .put("created", 1_700_000_000)
        .put("owned_by", "training")
        .put("context_length", 131_072)
        .put("digest", Integer.toHexString(id.hashCode()))
        .put("architecture", new JsonObject().put("modality", "text+image->text"))
        .put("supported_parameters", new JsonArray().add("tools").add("reasoning"))
        .put("pricing", new JsonObject().put("prompt", "0.000001").put("completion", "0.000004"));
  }
}
