package dev.rollcall.provider;

import dev.rollcall.config.InstanceConfig;
import dev.rollcall.model.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one instance's requests. Redirects are not followed, because they would carry the key to
 * whoever they name.
 */
final class Http {

  /** More than four connections to one provider gain nothing. */
  private static final int MAX_CONNECTIONS = 4;

  private final Map<String, String> headers;
  private final Set<HttpConnection> open = new HashSet<>();
  // Both stay in fields: an HTTP client that nothing refers to is shut down by the collector.
  private final HttpClientAgent agent;
  private final WebClient client;
  private boolean mayAsk;

  Http(Vertx vertx, InstanceConfig config, Map<String, String> headers) {
    this.headers = headers;
    agent =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setDecompressionSupported(true)
                    .setConnectTimeout(Math.toIntExact(config.timeout().toMillis()))
                    .setMaxHeaderSize(16 * 1024))
            .with(new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setMaxWaitQueueSize(-1))
            .withConnectHandler(this::track)
            .build();
    client = WebClient.wrap(agent, new WebClientOptions().setFollowRedirects(false));
  }

  /** Allows requests, until {@link #hangUp}. */
  void begin() {
    mayAsk = true;
  }

  /**
   * Makes a request and reads the whole answer. Fails when the fetch it is for has ended: what is
   * left of it, such as a page that was being read, must not go on asking.
   *
   * @param maxBytes how many decoded bytes the answer may have
   */
  Future<Answer> send(Listing.Call call, int maxBytes) {
    String host = host(call.url());
    if (!mayAsk) {
      return Future.failedFuture(
          new FetchFailure(ErrorCode.RESET, "the fetch from " + host + " has ended"));
    }
    HttpRequest<Buffer> request;
    try {
      request =
          client
              .requestAbs(call.method(), call.url())
              .putHeader("Accept", "application/json")
              .as(new LimitedBody(maxBytes, host));
      headers.forEach(request::putHeader);
    } catch (RuntimeException unusable) {
      // The message may hold the value of a header, so it stays here.
      return Future.failedFuture(
          new FetchFailure(ErrorCode.CONFIG, "no request can be made to " + host));
    }
    return (call.body() == null ? request.send() : request.sendJsonObject(call.body()))
        .map(
            response ->
                new Answer(
                    host,
                    response.statusCode(),
                    response.getHeader("Retry-After"),
                    response.body() == null ? Buffer.buffer() : response.body()))
        .recover(failure -> Future.failedFuture(FailureReader.read(failure, host)));
  }

  /** Closes every connection; what is under way on them fails, and nothing new begins. */
  void hangUp() {
    mayAsk = false;
    List<HttpConnection> all = new ArrayList<>(open);
    open.clear();
    all.forEach(HttpConnection::close);
  }

  Future<Void> close() {
    hangUp();
    return agent.close();
  }

  private void track(HttpConnection connection) {
    if (!mayAsk) {
      connection.close();
      return;
    }
    open.add(connection);
    connection.closeHandler(closed -> open.remove(connection));
  }

  /** The host and port of a URL, for messages. */
  static String host(String url) {
    String authority = URI.create(url).getRawAuthority();
    return authority == null ? url : authority;
  }
}
