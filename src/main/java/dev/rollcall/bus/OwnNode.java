package dev.rollcall.bus;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.shareddata.Shareable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps to a node of a cluster what is asked there of its own Rollcall, and what that tells. Vert.x
 * would send each request to one of the nodes that have a Rollcall, in turn, and each event to all
 * of them, so that lists and their numbers would go back and forth.
 *
 * <p>Nodes without a Rollcall are answered by one of the others, and hear the events of all.
 */
public final class OwnNode {

  /** Header of events: which deployment they are of. */
  private static final String ORIGIN = "origin";

  private final EventBus bus;
  private final Addresses addresses;
  private final String origin = UUID.randomUUID().toString();
  private final Handler<DeliveryContext<Object>> outbound = this::send;
  private final Handler<DeliveryContext<Object>> inbound = this::receive;

  /**
   * A request of this node.
   *
   * @param message takes the reply; its own body may not be read
   * @param body what was sent
   */
  public record Request(Message<Object> message, @Nullable Object body) {}

  /**
   * Does nothing yet.
   *
   * @param addresses of the Rollcall that is deployed in this Vert.x
   */
  public OwnNode(Vertx vertx, Addresses addresses) {
    this.bus = vertx.eventBus();
    this.addresses = addresses;
  }

  /** Begins to look at what is sent and received; until {@link #end}. */
  public void begin() {
    bus.addOutboundInterceptor(outbound);
    bus.addInboundInterceptor(inbound);
  }

  /** Leaves everything to Vert.x again; doing so twice does nothing more. */
  public void end() {
    bus.removeOutboundInterceptor(outbound);
    bus.removeInboundInterceptor(inbound);
  }

  private void send(DeliveryContext<Object> sending) {
    Message<Object> message = sending.message();
    String address = message.address();
    if (sending.send() && addresses.isRequest(address)) {
      Request request = new Request(message, copy(sending.body()));
      bus.request(addresses.here(address), request, LocalCodec.options()).onFailure(message::reply);
    } else {
      if (!sending.send() && addresses.isEvent(address)) {
        message.headers().set(ORIGIN, origin);
      }
      sending.next();
    }
  }

  /** Copies a body, because its sender may change it later. */
  private static @Nullable Object copy(@Nullable Object body) {
    return body instanceof Shareable shareable ? shareable.copy() : body;
  }

  private void receive(DeliveryContext<Object> received) {
    Message<Object> message = received.message();
    if (addresses.isEvent(message.address())) {
      String of = message.headers().get(ORIGIN);
      if (of != null && !of.equals(origin)) {
        return;
      }
    }
    received.next();
  }
}
