package dev.rollcall.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Gives recorded answers again, each provider's under a base URL of its own: the list at the path
 * where its type looks for it, page by page, and what side requests were answered. Everything else
 * is a 404.
 */
public final class ReplayServer {

  /** Where a type looks for its list, unless it is at {@code /models}. */
  private static final Map<String, String> LIST_PATHS = Map.of("ollama", "/api/tags");

  /** How the page after the first is asked for, and where the first one says so. */
  private static final Map<String, String> PAGE_TOKENS =
      Map.of("pageToken", "nextPageToken", "page_token", "next_page_token");

  private static final String LAST_PAGE = "{\"models\":[]}";

  private final HttpServer server;
  private final List<Recording> sideRequests;
  private final List<List<Recording>> providers = new CopyOnWriteArrayList<>();

  private ReplayServer(Vertx vertx, List<Recording> sideRequests) {
    this.sideRequests = sideRequests;
    server = vertx.createHttpServer().requestHandler(this::answer);
  }

  /**
   * Starts a server.
   *
   * @param sideRequests the answers to requests that add fields to a list
   */
  public static ReplayServer start(Vertx vertx, List<Recording> sideRequests) {
    ReplayServer started = new ReplayServer(vertx, sideRequests);
    try {
      started.server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("the server does not start", late);
    }
    return started;
  }

  /** Replays the pages of a list, or an error; gives the base URL for it. */
  public String serve(List<Recording> pages) {
    providers.add(pages);
    return "http://127.0.0.1:" + server.actualPort() + "/" + (providers.size() - 1);
  }

  private void answer(HttpServerRequest request) {
    String[] parts = request.path().split("/", 3);
    List<Recording> pages = providers.get(Integer.parseInt(parts[1]));
    Recording first = pages.get(0);
    String path = "/" + parts[2];
    if (first.kind() == Recording.Kind.ERROR) {
      send(request, first);
    } else if (path.equals(listPath(first))) {
      page(request, pages);
    } else {
      request.body().onSuccess(body -> side(request, first.type(), path, body.toString()));
    }
  }

  private static String listPath(Recording list) {
    return list.type().equals("lmstudio") || list.isWithoutKey()
        ? list.path()
        : LIST_PATHS.getOrDefault(list.type(), "/models");
  }

  private static void page(HttpServerRequest request, List<Recording> pages) {
    Recording first = pages.get(0);
    String asked =
        PAGE_TOKENS.keySet().stream().filter(request.params()::contains).findFirst().orElse("");
    if (asked.isEmpty()) {
      send(request, first);
    } else if (!request.getParam(asked).equals(token(first, PAGE_TOKENS.get(asked)))) {
      send(request.response(), 400, "{\"error\":\"this page was never named\"}");
    } else if (pages.size() > 1) {
      send(request, pages.get(1));
    } else {
      send(request.response(), 200, LAST_PAGE);
    }
  }

  private static String token(Recording page, String key) {
    return ((JsonObject) page.json()).getString(key);
  }

  private void side(HttpServerRequest request, String type, String path, String body) {
    Stream<Recording> answers =
        sideRequests.stream()
            .filter(side -> side.type().equals(type))
            .filter(side -> side.path().endsWith(path));
    if (type.equals("ollama") && !body.isEmpty()) {
      String model = new JsonObject(body).getString("model");
      answers = answers.filter(show -> model.startsWith(show.file().split("-")[1]));
    }
    answers
        .findFirst()
        .ifPresentOrElse(
            side -> send(request, side),
            () -> send(request.response(), 404, "{\"error\":\"not here\"}"));
  }

  private static void send(HttpServerRequest request, Recording recording) {
    HttpServerResponse response = request.response().setStatusCode(recording.status());
    Stream.of("content-type", "retry-after")
        .filter(recording.headers()::containsKey)
        .forEach(name -> response.putHeader(name, recording.headers().get(name)));
    response.end(recording.body());
  }

  private static void send(HttpServerResponse response, int status, String json) {
    response.setStatusCode(status).putHeader("content-type", "application/json").end(json);
  }
}
