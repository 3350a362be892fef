package dev.rollcall.testing;

import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.transport.Transport;

/**
 * Lets every Vert.x of the tests use epoll where {@code -Drollcall.transport} says so and it works.
 */
public final class TestTransport implements VertxServiceProvider {

  @Override
  public void init(VertxBootstrap vertx) {
    boolean isEpoll = System.getProperty("rollcall.transport", "").equals("epoll");
    if (isEpoll && Transport.EPOLL.available()) {
      vertx.transport(Transport.EPOLL.implementation());
    }
  }
}
