package dev.rollcall.soak;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The providers' servers: well, or misbehaving at random, with lists that change. */
final class Upstreams {

  /** What every key holds, so that a key can be found wherever it should not be. */
  static final String KEY_MARK = "sk-soaked-";

  private static final Pattern KEY = Pattern.compile(KEY_MARK + "(a\\d+)");
  private static final List<String> KEY_HEADERS =
      List.of("Authorization", "x-api-key", "x-goog-api-key");
  private static final double FAULTS = 0.2;
  private static final long TURN_MILLIS = 15_000;

  private final Vertx vertx;
  private final SoakTally faults;
  private final Random random;
  private final HttpServer server;
  private volatile boolean quiet;
  private volatile int edition;

  Upstreams(Vertx vertx, long seed, SoakTally faults) throws TimeoutException {
    Fault.prepare();
    this.vertx = vertx;
    this.faults = faults;
    this.random = new Random(seed);
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setCompressionSupported(false))
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
  }

  /** The base URL of a provider. */
  String baseUrl(Played played) {
    return "http://127.0.0.1:" + server.actualPort() + "/" + played.name();
  }

  /** Whether providers are well and their lists stay the same. */
  void quiet(boolean quiet) {
    this.quiet = quiet;
  }

  /** From now on lists are of this edition. */
  void edition(int edition) {
    this.edition = edition;
  }

  private void handle(HttpServerRequest request) {
    String path = request.path();
    int end = path.indexOf('/', 1);
    Played played =
        Played.ALL.stream()
            .filter(each -> end > 0 && each.name().equals(path.substring(1, end)))
            .findFirst()
            .orElse(null);
    if (played == null) {
      Fault.json(request.response(), 404, "{}");
      return;
    }
    long turn = quiet ? 0 : System.currentTimeMillis() / TURN_MILLIS;
    List<String> ids = played.ids(account(request), edition, turn);
    String good = played.answer(path.substring(end), request.params(), ids);
    if (!quiet && random.nextDouble() < FAULTS) {
      Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
      faults.count(fault.name().toLowerCase(Locale.ROOT));
      fault.answer(vertx, request, good);
    } else {
      faults.count("well");
      Fault.json(request.response(), 200, good);
    }
  }

  private static String account(HttpServerRequest request) {
    return KEY_HEADERS.stream()
        .map(request::getHeader)
        .filter(value -> value != null)
        .map(KEY::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst()
        .orElse("a0");
  }
}
