package dev.rollcall.testing;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Reads a stream of server-sent events, as a browser's EventSource does. */
public final class EventReader implements AutoCloseable {

  private final HttpClientResponse response;
  private final Consumer<Event> onEvent;
  private final Promise<Void> ended = Promise.promise();
  private String rest = "";
  private volatile String lastId;

  /**
   * An event.
   *
   * @param id the last one there was, with it or before it
   */
  public record Event(String id, String name, String data) {
    public JsonObject json() {
      return new JsonObject(data);
    }
  }

  private final List<String> blocks = new CopyOnWriteArrayList<>();
  private final boolean keepsBlocks;

  private EventReader(HttpClientResponse response, Consumer<Event> onEvent, boolean keepsBlocks) {
    this.response = response;
    this.onEvent = onEvent;
    this.keepsBlocks = keepsBlocks;
    response
        .exceptionHandler(cut -> ended.tryComplete())
        .endHandler(ended::tryComplete)
        .handler(this::take);
  }

  /** Connects and keeps all that comes. */
  public static EventReader open(Vertx vertx, int port, String uri, Map<String, String> headers) {
    List<Event> events = new CopyOnWriteArrayList<>();
    HttpClient client = vertx.createHttpClient();
    try {
      EventReader reader =
          open(client, port, uri, headers, events::add, true).await(10, TimeUnit.SECONDS);
      reader.kept = events;
      reader.client = client;
      return reader;
    } catch (TimeoutException late) {
      throw new AssertionError("no answer to " + uri, late);
    }
  }

  private List<Event> kept = List.of();

  /** Vert.x closes the connections of a client that nobody holds any more. */
  @SuppressWarnings("unused")
  private HttpClient client;

  /**
   * Connects.
   *
   * @param onEvent told of each event
   */
  public static Future<EventReader> open(
      HttpClient client,
      int port,
      String uri,
      Map<String, String> headers,
      Consumer<Event> onEvent,
      boolean keepsBlocks) {
    RequestOptions options =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setMethod(HttpMethod.GET)
            .setURI(uri);
    headers.forEach(options::addHeader);
    return client
        .request(options)
        .compose(request -> request.send().map(got -> new EventReader(got, onEvent, keepsBlocks)));
  }

  private void take(Buffer part) {
    rest += part.toString();
    for (int end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
      String block = rest.substring(0, end);
      rest = rest.substring(end + 2);
      if (keepsBlocks) {
        blocks.add(block);
      }
      read(block);
    }
  }

  private void read(String block) {
    String name = "message";
    String data = null;
    for (String line : block.split("\n", -1)) {
      if (line.startsWith("id: ")) {
        lastId = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      }
    }
    if (data != null) {
      onEvent.accept(new Event(lastId, name, data));
    }
  }

  public int status() {
    return response.statusCode();
  }

  public MultiMap headers() {
    return response.headers();
  }

  /** What has come, block by block, comments too. */
  public List<String> blocks() {
    return blocks;
  }

  /** The events that have come. */
  public List<Event> events() {
    return kept;
  }

  /** What an EventSource would resume from. */
  public String lastId() {
    return lastId;
  }

  /** Takes nothing from now on. */
  public EventReader pause() {
    response.pause();
    return this;
  }

  public EventReader resume() {
    response.resume();
    return this;
  }

  /** Goes away. */
  @Override
  public void close() {
    response.request().connection().close();
  }

  /** Done when the server has ended the stream, or the connection is gone. */
  public Future<Void> ended() {
    return ended.future();
  }
}
