package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Await;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Callers over REST and over the bus, each with one request after the other, who know what they may
 * be told. Native ids begin with the account whose list they are of.
 */
final class RequestLoad {

  private static final int CALLERS = 3;
  private static final Set<Integer> GONE = Set.of(400, 404, 503);

  private final Vertx vertx;
  private final WebClient client;

  /** By instance, whose lists there may be: what is expected last, after all that was before. */
  private final List<Map<String, Set<String>>> expectations =
      new CopyOnWriteArrayList<>(List.of(Map.of()));

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong seq = new AtomicLong();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;
  private volatile boolean mayFail;
  private volatile int port;

  /**
   * What a caller knew when asking.
   *
   * @param expectation the one that was the last; an answer may be as any since has it
   */
  private record Before(int expectation, long seq, boolean mayFail, int port) {}

  RequestLoad(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
    client = WebClient.create(vertx);
  }

  void begin() {
    for (int i = 0; i < CALLERS; i++) {
      rest(i, i);
      bus(i, i);
    }
  }

  /** Ends once every request is answered, and fails if one of all was not as it should be. */
  void end() {
    ended = true;
    try {
      Await.until(underWay::isEmpty);
    } catch (AssertionError late) {
      throw new AssertionError("not answered: " + underWay, late);
    }
    client.close();
    assertThat(errors).isEmpty();
    assertThat(answered.get()).isPositive();
  }

  /** How many answers there were. */
  long answered() {
    assertThat(errors).isEmpty();
    return answered.get();
  }

  /** From now on the instance lists this account's models and nobody else's. */
  void expect(String instance, String account) {
    expect(now -> now.put(instance, Set.of(account)));
    mayFail = false;
  }

  /** From now on the instance may list this account's models too. */
  void expectAlso(String instance, String account) {
    expect(
        now -> {
          Set<String> both = new HashSet<>(now.get(instance));
          both.add(account);
          now.put(instance, both);
        });
  }

  /** From now on nothing is listed of the instance. */
  void forget(String instance) {
    expect(now -> now.remove(instance));
  }

  private void expect(Consumer<Map<String, Set<String>>> change) {
    Map<String, Set<String>> next = new HashMap<>(expected());
    change.accept(next);
    expectations.add(Map.copyOf(next));
  }

  private Map<String, Set<String>> expected() {
    return expectations.get(expectations.size() - 1);
  }

  /** From now on requests may fail as they do where no Rollcall is deployed. */
  void expectNothing() {
    mayFail = true;
  }

  /** From now on every request is answered again, on this port. */
  void expectEverything(int onPort) {
    port = onPort;
    mayFail = false;
  }

  /** Whether an answer has listed that account's models. */
  boolean sees(String instance, String account) {
    return seen.contains(instance + " " + account);
  }

  /** Whether somebody would get a message to this address. */
  static boolean hasConsumers(Vertx vertx, String address) {
    try {
      Callers.await(vertx.eventBus().request(address, null));
      return true;
    } catch (RuntimeException failed) {
      return !(failed instanceof ReplyException reply
          && reply.failureType() == ReplyFailure.NO_HANDLERS);
    }
  }

  private void rest(int caller, int turn) {
    String instance = instance(turn);
    String path =
        switch (turn % 5) {
          case 0 -> "/v1/models";
          case 1 -> "/v1/providers/" + instance + "/models";
          case 2 -> "/v1/models?sort=-id&limit=3";
          case 3 -> "/v1/models/" + instance + "/nothing";
          default -> "/v1/providers";
        };
    boolean mayBeGone = turn % 5 == 1 || turn % 5 == 3;
    Before before = before();
    String name = "caller " + caller + ": " + path;
    underWay.add(name);
    client
        .get(before.port(), "127.0.0.1", path)
        .send()
        .onComplete(
            result -> {
              if (result.succeeded()) {
                judge(path, before, result.result(), mayBeGone);
              } else if (!mayFail && !before.mayFail()) {
                errors.add(path + ": " + result.cause());
              }
              next(name, () -> rest(caller, turn + 1), result.failed());
            });
  }

  private void bus(int caller, int turn) {
    String address = turn % 2 == 0 ? "models.list" : "models.providers";
    Before before = before();
    String name = "caller " + caller + ": " + address;
    underWay.add(name);
    vertx
        .eventBus()
        .<JsonObject>request(address, null, new DeliveryOptions().setSendTimeout(20_000))
        .onComplete(
            result -> {
              if (result.succeeded()) {
                answered.incrementAndGet();
                String at = result.result().headers().get("seq");
                judge(address, before, result.result().body(), at);
              } else if (!mayFail && !before.mayFail()) {
                errors.add(address + ": " + result.cause());
              }
              next(name, () -> bus(caller, turn + 1), result.failed());
            });
  }

  private void judge(String path, Before before, HttpResponse<Buffer> answer, boolean mayBeGone) {
    answered.incrementAndGet();
    int status = answer.statusCode();
    boolean gone = GONE.contains(status) && (mayBeGone || mayFail || before.mayFail());
    if (status == 200) {
      judge(path, before, answer.bodyAsJsonObject(), answer.getHeader("x-rollcall-seq"));
    } else if (!gone || answer.bodyAsJsonObject().getJsonObject("error") == null) {
      errors.add(path + ": " + status + " " + answer.bodyAsString());
    }
  }

  private void judge(String what, Before before, JsonObject body, String at) {
    if (at != null) {
      long now = Long.parseLong(at);
      seq.accumulateAndGet(now, Math::max);
      if (now < before.seq()) {
        errors.add(what + ": seq " + now + " after " + before.seq());
      }
    }
    if (!"list".equals(body.getString("object"))) {
      return;
    }
    Map<String, Set<String>> accounts = new ConcurrentHashMap<>();
    Callers.objects(body)
        .forEach(
            model ->
                accounts
                    .computeIfAbsent(model.getString("provider"), name -> new HashSet<>())
                    .add(model.getString("native_id").replaceAll("\\..*", "")));
    accounts.forEach(
        (instance, of) -> {
          of.forEach(account -> seen.add(instance + " " + account));
          Set<String> allowed =
              expectations.stream()
                  .skip(before.expectation())
                  .flatMap(each -> each.getOrDefault(instance, Set.of()).stream())
                  .collect(Collectors.toSet());
          if (of.size() != 1 || !allowed.containsAll(of)) {
            errors.add(what + ": " + instance + " lists " + of + ", allowed " + allowed);
          }
        });
  }

  private Before before() {
    return new Before(expectations.size() - 1, seq.get(), mayFail, port);
  }

  private String instance(int turn) {
    List<String> names = expected().keySet().stream().sorted().toList();
    return names.isEmpty() ? "none" : names.get(turn % names.size());
  }

  /** Goes on from a new stack, and leaves a server that refuses connections a moment. */
  private void next(String name, Runnable request, boolean failed) {
    if (failed) {
      answered.incrementAndGet();
    }
    if (!ended && failed) {
      vertx.setTimer(5, id -> goOn(name, request));
    } else {
      vertx.runOnContext(go -> goOn(name, request));
    }
  }

  private void goOn(String name, Runnable request) {
    if (!ended) {
      request.run();
    }
    // Only now, so that a caller between two requests is not taken for one who has ended.
    underWay.remove(name);
  }
}
