package dev.rollcall.bus;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.tracing.TracingPolicy;

/**
 * Hands immutable objects from verticle to verticle of one Vert.x as they are. Requests, replies
 * and publications that use it are always local, in a cluster too.
 */
public final class LocalCodec implements MessageCodec<Object, Object> {

  private static final String NAME = "rollcall-local";

  private LocalCodec() {}

  /** Makes the codec known to {@code vertx}; doing so again does nothing. */
  public static void register(Vertx vertx) {
    try {
      vertx.eventBus().registerCodec(new LocalCodec());
    } catch (IllegalStateException registeredBefore) {
      // Vert.x cannot be asked whether it knows a codec.
    }
  }

  /** New options to send with. */
  public static DeliveryOptions options() {
    return new DeliveryOptions().setCodecName(NAME).setLocalOnly(true);
  }

  /** New options to tell all with what many requests may have been waiting for. */
  public static DeliveryOptions untraced() {
    return options().setTracingPolicy(TracingPolicy.IGNORE);
  }

  @Override
  public Object transform(Object immutable) {
    return immutable;
  }

  @Override
  public void encodeToWire(Buffer buffer, Object body) {
    throw new IllegalStateException("a " + body.getClass().getName() + " stays in its Vert.x");
  }

  @Override
  public Object decodeFromWire(int position, Buffer buffer) {
    throw new IllegalStateException("objects of " + NAME + " stay in their Vert.x");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
