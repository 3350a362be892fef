package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.FetchRequest;
import dev.rollcall.bus.LocalCodec;
import dev.rollcall.bus.Outcome;
import dev.rollcall.config.BreakerConfig;
import dev.rollcall.config.Globs;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.Route;
import dev.rollcall.config.Secret;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.testing.FakeTime;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One provider verticle that is asked for lists, each time in spite of everything. */
final class AskedProvider {

  private static final Addresses ADDRESSES = new Addresses("asked");

  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final Vertx vertx;
  private final String name;
  private long requests;

  private AskedProvider(Vertx vertx, String name) {
    this.vertx = vertx;
    this.name = name;
  }

  /** Deploys the verticle of an instance of a type of any listing. */
  static AskedProvider deploy(
      Vertx vertx, FakeTime time, ProviderType type, String url, Route route) throws Exception {
    LocalCodec.register(vertx);
    AskedProvider asked = new AskedProvider(vertx, "acme");
    vertx
        .eventBus()
        .<Outcome>localConsumer(
            ADDRESSES.provider(asked.name), message -> asked.outcomes.add(message.body()));
    InstanceConfig config =
        new InstanceConfig(
            asked.name,
            type.spec(),
            InstanceConfig.Enabled.TRUE,
            url,
            Secret.of("sk-mark"),
            null,
            Map.of(),
            Duration.ofSeconds(10),
            BreakerConfig.DEFAULT,
            Globs.ALL,
            route,
            null);
    vertx
        .deployVerticle(
            new ProviderVerticle(config, type, ModelCatalog.EMPTY, ADDRESSES, time.timing()))
        .await(10, TimeUnit.SECONDS);
    return asked;
  }

  /** Asks for a list. */
  void request(int listedBefore) {
    vertx
        .eventBus()
        .send(
            ADDRESSES.fetch(name),
            new FetchRequest(++requests, true, listedBefore),
            LocalCodec.options());
  }

  /** The next outcome. */
  Outcome outcome() throws InterruptedException {
    Outcome outcome = outcomes.poll(10, TimeUnit.SECONDS);
    assertThat(outcome).as("an outcome").isNotNull();
    return outcome;
  }

  Outcome.Listed list() throws InterruptedException {
    return list(0);
  }

  Outcome.Listed list(int listedBefore) throws InterruptedException {
    request(listedBefore);
    Outcome outcome = outcome();
    assertThat(outcome).isInstanceOf(Outcome.Listed.class);
    return (Outcome.Listed) outcome;
  }

  Outcome.Failed fail() throws InterruptedException {
    return fail(0);
  }

  Outcome.Failed fail(int listedBefore) throws InterruptedException {
    request(listedBefore);
    Outcome outcome = outcome();
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return (Outcome.Failed) outcome;
  }
}
