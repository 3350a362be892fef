package dev.rollcall.soak;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** The ways in which a provider misbehaves. */
enum Fault {
  BAD_REQUEST,
  REFUSED_KEY,
  FORBIDDEN_HTML,
  NOT_FOUND,
  SERVER_ERROR,
  UNAVAILABLE,
  RATE_LIMITED,
  HANG,
  DRIP,
  CLOSED,
  CLOSED_HALFWAY,
  GARBAGE,
  CUT_JSON,
  NESTED,
  GZIP_BOMB,
  ENDLESS,
  NO_BODY,
  EMPTY_LIST,
  SHRUNK_LIST,
  SAME_PAGE_AGAIN,
  REDIRECT,
  WELCOME_PAGE,
  LATE;

  private static final int BOMB_BYTES = 64 * 1024 * 1024;
  private static final Buffer BOMB = Buffer.buffer(bomb());
  private static final int LATE_MILLIS = 800;

  /**
   * Misbehaves.
   *
   * @param good what would be answered otherwise
   */
  void answer(Vertx vertx, HttpServerRequest request, String good) {
    HttpServerResponse response = request.response();
    switch (this) {
      case BAD_REQUEST -> json(response, 400, "{\"error\":{\"message\":\"no such version\"}}");
      case REFUSED_KEY ->
          json(
              response,
              401,
              "{\"error\":\"" + request.headers().get("Authorization") + " is not a key\"}");
      case FORBIDDEN_HTML -> response.setStatusCode(403).end("<html>Blocked</html>");
      case NOT_FOUND -> json(response, 404, "{}");
      case SERVER_ERROR -> json(response, 500, "{\"error\":\"oops\"}");
      case UNAVAILABLE -> response.setStatusCode(503).putHeader("Retry-After", "1").end();
      case RATE_LIMITED -> {
        response.putHeader("Retry-After", "2");
        json(response, 429, "{\"error\":{\"message\":\"slow down\"}}");
      }
      case HANG -> {}
      case DRIP -> {
        response.setChunked(true);
        long timer = vertx.setPeriodic(1, 300, id -> response.write(" "));
        response.closeHandler(closed -> vertx.cancelTimer(timer));
      }
      case CLOSED -> request.connection().close();
      case CLOSED_HALFWAY -> {
        response.putHeader("Content-Length", String.valueOf(good.length()));
        response
            .write(good.substring(0, good.length() / 2))
            .onComplete(sent -> request.connection().close());
      }
      case GARBAGE -> response.end(Buffer.buffer(new byte[] {0, -1, 7, 31, -17, -65, -66, 10}));
      case CUT_JSON -> json(response, 200, good.substring(0, good.length() / 2));
      case NESTED -> json(response, 200, "[".repeat(100_000));
      case GZIP_BOMB -> response.putHeader("Content-Encoding", "gzip").end(BOMB);
      case ENDLESS -> {
        response.setChunked(true).write("[");
        writeForEver(response, Buffer.buffer("{\"id\":\"a0.m0001\"},".repeat(3000)));
      }
      case NO_BODY -> response.end();
      case EMPTY_LIST -> json(response, 200, "{\"data\":[],\"models\":[]}");
      case SHRUNK_LIST -> json(response, 200, good.replaceAll("m\\d\\d(\\d\\d)", "m00$1"));
      case SAME_PAGE_AGAIN ->
          json(
              response,
              200,
              "{\"data\":[],\"models\":[],\"has_more\":true,\"last_id\":\"x\","
                  + "\"nextPageToken\":\"x\",\"next_page_token\":\"x\",\"links\":{\"next\":\"?offset=0\"}}");
      case REDIRECT ->
          response.setStatusCode(302).putHeader("Location", "http://127.0.0.1:1/elsewhere").end();
      case WELCOME_PAGE -> response.putHeader("Content-Type", "text/html").end("<html>Hi</html>");
      case LATE -> vertx.setTimer(LATE_MILLIS, id -> json(response, 200, good));
    }
  }

  /** Makes ahead what takes a while to make. */
  static void prepare() {
    BOMB.length();
  }

  static void json(HttpServerResponse response, int status, String body) {
    if (!response.closed() && !response.ended()) {
      response.setStatusCode(status).putHeader("Content-Type", "application/json").end(body);
    }
  }

  private static void writeForEver(HttpServerResponse response, Buffer chunk) {
    if (!response.closed()) {
      response.write(chunk).onSuccess(sent -> writeForEver(response, chunk));
    }
  }

  private static byte[] bomb() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] zeros = new byte[64 * 1024];
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < BOMB_BYTES / zeros.length; i++) {
        gzip.write(zeros);
      }
    } catch (IOException notInMemory) {
      throw new UncheckedIOException(notInMemory);
    }
    return bytes.toByteArray();
  }
}
