package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.CircuitChange;
import dev.rollcall.bus.FetchRequest;
import dev.rollcall.bus.LocalCodec;
import dev.rollcall.bus.Outcome;
import dev.rollcall.config.BreakerConfig;
import dev.rollcall.config.Globs;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.Route;
import dev.rollcall.config.Secret;
import dev.rollcall.model.CircuitState;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.testing.Await;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeTime;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever throws in a provider verticle, or ends it, each request has exactly one outcome. */
@ExtendWith(VertxExtension.class)
class ProviderFaultsTest {

  private static final Addresses ADDRESSES = new Addresses("models");
  private static final ProviderType OPENAI = ProviderType.of("openai").orElseThrow();

  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final BlockingQueue<CircuitChange> circuits = new LinkedBlockingQueue<>();
  private final Faulty faulty = new Faulty();
  private Vertx vertx;
  private FakeTime time;
  private FakeProvider provider;
  private String deployment;
  private long requests;

  @BeforeEach
  void deploy(Vertx started) throws Exception {
    vertx = started;
    time = new FakeTime(vertx);
    provider = FakeProvider.start(vertx).list("a");
    LocalCodec.register(vertx);
    vertx
        .eventBus()
        .<Outcome>localConsumer(ADDRESSES.provider("acme"), m -> outcomes.add(m.body()));
    vertx
        .eventBus()
        .<CircuitChange>localConsumer(ADDRESSES.circuit("acme"), m -> circuits.add(m.body()));
    ProviderVerticle verticle =
        new ProviderVerticle(
            config(),
            new ProviderType(OPENAI.spec(), OPENAI.auth(), faulty),
            faulty,
            ADDRESSES,
            time.timing());
    deployment = vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "java.lang.IllegalStateException,1",
    "java.lang.StackOverflowError,1",
    "java.lang.OutOfMemoryError,1",
    "java.lang.IllegalStateException,300000",
    "java.lang.StackOverflowError,300000",
    "java.lang.OutOfMemoryError,300000"
  })
  void aParserThatThrowsEndsOneRequestAndTheNextOneWorks(String fault, int bytes) throws Exception {
    provider.list("a".repeat(bytes));
    faulty.inRead = (Throwable) Class.forName(fault).getDeclaredConstructor().newInstance();

    Outcome.Failed failed = (Outcome.Failed) fetch(false);

    assertThat(failed.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(failed.retryIn()).isEqualTo(Duration.ofSeconds(1));
    assertThat(time.pending()).isZero();
    faulty.inRead = null;
    provider.list("a");
    time.advance(Duration.ofSeconds(1));
    assertThat(fetch(false)).isInstanceOf(Outcome.Listed.class);
    assertThat(time.pending()).isZero();
  }

  @Test
  void aParserThatAlwaysThrowsOpensTheCircuitWhichHalfOpensAndCloses() throws Exception {
    faulty.inRead = new IllegalStateException();
    for (int i = 0; i < 3; i++) {
      fetch(true);
    }
    assertThat(fetch(false)).isInstanceOf(Outcome.Skipped.class);
    time.advance(Duration.ofSeconds(30));
    assertThat(circuits.poll(5, TimeUnit.SECONDS).state()).isEqualTo(CircuitState.HALF_OPEN);
    faulty.inRead = null;

    assertThat(fetch(false).circuit()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void aReaderOfDetailsThatThrowsDoesNotFailTheList() throws Exception {
    faulty.hasDetails = true;
    faulty.inDetails = new StackOverflowError();

    assertThat(fetch(false)).isInstanceOf(Outcome.Listed.class);
    assertThat(time.pending()).isZero();
  }

  @Test
  void aBusThatThrowsDoesNotKeepTheCircuitFromHalfOpening() throws Exception {
    provider.answer(500, "{}");
    for (int i = 0; i < 3; i++) {
      fetch(true);
    }
    vertx
        .eventBus()
        .addOutboundInterceptor(
            sent -> {
              if (sent.message().address().equals(ADDRESSES.circuit("acme"))) {
                throw new IllegalStateException("this interceptor is broken");
              }
              sent.next();
            });
    time.advance(Duration.ofSeconds(30));
    provider.list("a");

    assertThat(fetch(false).circuit()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void undeployingInMidFetchEndsItWithOneOutcomeAndLeavesNothing() throws Exception {
    provider.fault(FakeProvider.Fault.NOTHING);
    request(false);
    Await.until(() -> provider.requests() == 1);

    vertx.undeploy(deployment).await(10, TimeUnit.SECONDS);

    assertThat(next()).isEqualTo(new Outcome.Aborted(requests, "acme", CircuitState.CLOSED));
    Await.until(() -> provider.openConnections() == 0);
    assertThat(time.pending()).isZero();
    assertThat(outcomes).isEmpty();
  }

  @Test
  void aForcedFetchThatIsOvertakenByTheHalfOpeningHasOneOutcome() throws Exception {
    provider.answer(500, "{}");
    for (int i = 0; i < 3; i++) {
      fetch(true);
    }
    time.advance(Duration.ofSeconds(25));
    AtomicReference<HttpServerRequest> held = new AtomicReference<>();
    provider.handle(held::set);
    request(true);
    Await.until(() -> held.get() != null);
    time.advance(Duration.ofSeconds(5));
    assertThat(circuits.poll(5, TimeUnit.SECONDS).state()).isEqualTo(CircuitState.HALF_OPEN);
    held.get().response().end(FakeProvider.openAiList("a"));

    assertThat(next().circuit()).isEqualTo(CircuitState.CLOSED);
    provider.list("a");
    assertThat(fetch(false)).isInstanceOf(Outcome.Listed.class);
    assertThat(outcomes).isEmpty();
    assertThat(time.pending()).isZero();
  }

  private static void throwIfAny(Throwable fault) {
    if (fault instanceof RuntimeException exception) {
      throw exception;
    }
    if (fault instanceof Error error) {
      throw error;
    }
  }

  private Outcome fetch(boolean forced) throws InterruptedException {
    request(forced);
    Outcome outcome = next();
    assertThat(outcome.request()).isEqualTo(requests);
    return outcome;
  }

  private void request(boolean forced) {
    vertx
        .eventBus()
        .send(
            ADDRESSES.fetch("acme"), new FetchRequest(++requests, forced, 0), LocalCodec.options());
  }

  private Outcome next() throws InterruptedException {
    Outcome outcome = outcomes.poll(10, TimeUnit.SECONDS);
    assertThat(outcome).as("an outcome").isNotNull();
    return outcome;
  }

  private InstanceConfig config() {
    return new InstanceConfig(
        "acme",
        OPENAI.spec(),
        InstanceConfig.Enabled.TRUE,
        provider.url(),
        Secret.of("sk-mark"),
        null,
        Map.of(),
        Duration.ofSeconds(10),
        BreakerConfig.DEFAULT,
        Globs.ALL,
        Route.DIRECT,
        null);
  }

  /** A parser and a catalog that throw what they are told to. */
  private static final class Faulty implements Listing, ModelCatalog {
    private final Listing real = OPENAI.listing();
    private volatile Throwable inRead;
    private volatile Throwable inDetails;
    private volatile Throwable inCatalog;
    private volatile boolean hasDetails;

    @Override
    public Call first(Endpoint endpoint) {
      return real.first(endpoint);
    }

    @Override
    public Page read(Endpoint endpoint, Call call, Object body) {
      throwIfAny(inRead);
      Page page = real.read(endpoint, call, body);
      return hasDetails
          ? new Page(page.rows(), 0, null, List.of(new Detail("a", false, call)))
          : page;
    }

    @Override
    public Map<String, ModelFacts> readDetails(Detail detail, Object body) {
      throwIfAny(inDetails);
      return Map.of();
    }

    @Override
    public List<ModelFacts> models(String type) {
      throwIfAny(inCatalog);
      return List.of(ModelFacts.of("in-catalog").build());
    }

    @Override
    public List<Enriched> enrich(String type, List<ModelFacts> listed) {
      return EMPTY.enrich(type, listed);
    }
  }
}
