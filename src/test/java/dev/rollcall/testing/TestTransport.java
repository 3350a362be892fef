package dev.rollcall.testing;

import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.transport.Transport;

/**
 * Lets every Vert.x of the tests use the transport that {@code -Drollcall.transport} names, where
 * that works.
 */
public final class TestTransport implements VertxServiceProvider {

  @Override
  public void init(VertxBootstrap vertx) {
    Transport named =
        switch (System.getProperty("rollcall.transport", "")) {
          case "epoll" -> Transport.EPOLL;
          case "io_uring" -> Transport.IO_URING;
          default -> null;
        };
    if (named != null && named.available()) {
      vertx.transport(named.implementation());
    }
  }
}
