package dev.rollcall.provider;

import dev.rollcall.bus.Tally;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.Proxy;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Makes one instance's requests. Redirects are not followed, because they would send the key to
 * another host.
 */
final class ProviderClient {

  /** More than four connections to one provider gain nothing. */
  private static final int MAX_CONNECTIONS = 4;

  private static final int PROXY_WANTS_LOGIN = 407;

  /** Larger bodies are read on a worker thread: the first one of a process takes its time. */
  private static final int READ_ON_LOOP_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final Ticker ticker;
  private final Map<String, String> headers;
  private final Peer peer;
  private final Tally tally;
  private final @Nullable TrustFile trusted;
  private final Set<HttpConnection> open = new HashSet<>();
  // In a field, because an HTTP client that nothing refers to is shut down by the collector.
  private final HttpClientAgent agent;
  private final WebClient client;
  private boolean mayAsk;

  /** Whether a connection of this fetch has shown an expired certificate. */
  private boolean showedExpired;

  ProviderClient(
      Vertx vertx, Ticker ticker, InstanceConfig config, Map<String, String> headers, Tally tally) {
    this.vertx = vertx;
    this.ticker = ticker;
    this.tally = tally;
    this.headers = headers;
    peer = Peer.of(config);
    String caFile = config.route().caFile();
    trusted = caFile == null ? null : new TrustFile(vertx, caFile);
    agent =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setConnectTimeout(Math.toIntExact(config.timeout().toMillis()))
                    .setSslHandshakeTimeout(config.timeout().toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setProxyOptions(proxy(config))
                    .setMaxInitialLineLength(1024)
                    .setMaxHeaderSize(16 * 1024))
            .with(new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setMaxWaitQueueSize(-1))
            .withConnectHandler(this::track)
            .build();
    client =
        WebClient.wrap(
            agent, new WebClientOptions().setFollowRedirects(false).setUserAgentEnabled(false));
  }

  /** Gets ready for requests, which are allowed until {@link #hangUp}. */
  Future<Void> begin() {
    mayAsk = true;
    showedExpired = false;
    return trusted == null
        ? Future.succeededFuture()
        : trusted.read().compose(agent::updateSSLOptions).mapEmpty();
  }

  /**
   * Makes a request and reads the whole answer. Fails when the fetch it is for has ended: what is
   * left of it, such as a page that was being read, must not go on asking. Another failure closes
   * every connection, because nothing else ends the reading of an answer without end.
   *
   * @param maxBytes how many bytes the answer may have, decompressed too
   * @param reader makes something of the answer, on a worker thread when that may take time
   */
  <T> Future<T> send(Listing.Call call, int maxBytes, Function<Answer, T> reader) {
    if (!mayAsk) {
      return Future.failedFuture(
          new FetchFailure(ErrorCode.RESET, "the fetch from " + peer.host() + " has ended"));
    }
    return exchange(call, maxBytes)
        .recover(failure -> Future.failedFuture(showedExpired ? expired() : failure))
        .onFailure(failure -> closeConnections())
        .compose(
            answer -> {
              Callable<T> reading = () -> reader.apply(answer.decompressed(maxBytes));
              boolean isQuick =
                  !answer.isCompressed() && answer.body().length() <= READ_ON_LOOP_BYTES;
              return isQuick
                  ? Future.succeededFuture(answer).map(reader)
                  : vertx.executeBlocking(reading);
            });
  }

  private Future<Answer> exchange(Listing.Call call, int maxBytes) {
    HttpRequest<Buffer> request = client.requestAbs(call.method(), call.url());
    try {
      request.putHeader("Accept", "application/json");
      request.putHeader("Accept-Encoding", Compression.ACCEPTED);
      headers.forEach(request::putHeader);
    } catch (RuntimeException unusable) {
      // The message may hold the value of a header, so it stays here.
      return Future.failedFuture(
          new FetchFailure(ErrorCode.CONFIG, "no request can be made to " + peer.host()));
    }
    HttpRequest<Buffer> bounded = request.as(() -> new BoundedBody(peer.host(), maxBytes));
    tally.called();
    return (call.body() == null ? bounded.send() : bounded.sendJsonObject(call.body()))
        .compose(
            response ->
                peer.proxy() != null && response.statusCode() == PROXY_WANTS_LOGIN
                    ? Future.failedFuture(peer.keptOut())
                    : Future.succeededFuture(answer(response)));
  }

  private Answer answer(HttpResponse<Buffer> response) {
    return new Answer(
        peer.host(),
        response.statusCode(),
        response.getHeader("Retry-After"),
        response.getHeader("Content-Encoding"),
        response.body());
  }

  /**
   * Returns whether the server's certificate has expired, which nothing else looks at where a TLS
   * session is resumed.
   */
  private boolean hasExpired(@Nullable SSLSession session) {
    try {
      return session != null
          && session.getPeerCertificates()[0] instanceof X509Certificate server
          && server.getNotAfter().toInstant().isBefore(ticker.now());
    } catch (SSLPeerUnverifiedException unverified) {
      return true;
    }
  }

  /** Closes every connection; what is under way on them fails, and nothing new begins. */
  void hangUp() {
    mayAsk = false;
    closeConnections();
  }

  private void closeConnections() {
    List<HttpConnection> all = new ArrayList<>(open);
    open.clear();
    all.forEach(HttpConnection::close);
  }

  Future<Void> close() {
    hangUp();
    return agent.close();
  }

  private void track(HttpConnection connection) {
    showedExpired |= hasExpired(connection.sslSession());
    if (!mayAsk || showedExpired) {
      connection.close();
      return;
    }
    open.add(connection);
    connection.closeHandler(closed -> open.remove(connection));
  }

  private static SSLException expired() {
    return new SSLException(new CertificateExpiredException());
  }

  private static @Nullable ProxyOptions proxy(InstanceConfig config) {
    Proxy proxy = config.route().proxy();
    if (proxy == null) {
      return null;
    }
    return new ProxyOptions()
        .setType(ProxyType.HTTP)
        .setHost(proxy.host())
        .setPort(proxy.port())
        .setUsername(proxy.username())
        .setPassword(proxy.password())
        .setConnectTimeout(config.timeout());
  }
}
