package dev.rollcall.gateway;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.LocalCodec;
import dev.rollcall.bus.OwnNode;
import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.encoding.Body;
import dev.rollcall.gateway.encoding.OffLoop;
import dev.rollcall.gateway.encoding.OwnList;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The event bus interface. Every request is answered, with a reply or a failure. */
final class BusRoutes {

  /** Shared, so not to be changed. */
  private static final DeliveryOptions SNAPSHOT = LocalCodec.options();

  private final Vertx vertx;
  private final Addresses addresses;
  private final ModelService service;
  private final Context context;
  private final Turns turns;

  /** Answers on the caller's context. */
  BusRoutes(Vertx vertx, Addresses addresses, ModelService service) {
    this.vertx = vertx;
    this.addresses = addresses;
    this.service = service;
    this.context = vertx.getOrCreateContext();
    this.turns = new Turns(context);
  }

  /** Registers the consumers; done when other nodes can reach them. */
  Future<?> register() {
    LocalCodec.register(vertx);
    return Future.all(
        List.of(
            serve(
                addresses.list(),
                body -> service.select(query(body)).compose(this::encoded),
                Reply::list),
            serve(addresses.get(), body -> service.find(id(body)), this::entry),
            serve(
                addresses.providers(),
                body -> {
                  object(body);
                  return service.providers();
                },
                statuses -> Reply.of(ModelJson.toJson(statuses))),
            serve(
                addresses.refresh(),
                body -> service.refresh(ChangeTarget.of(object(body))),
                statuses -> Reply.of(ModelJson.toJson(statuses))),
            serve(
                addresses.invalidate(),
                body -> service.invalidate(ChangeTarget.of(object(body))),
                names -> Reply.of(ModelJson.invalidated(names))),
            serve(addresses.config(), body -> service.settings(object(body)), Reply::of),
            serve(addresses.catalog(), body -> encodedCatalog(query(body)), Reply::list),
            serveSnapshots()));
  }

  /** What is ready is given at once: there is no cheaper way to a list than a message. */
  private Future<Void> serveSnapshots() {
    ReadyList whole = service.replies().whole();
    MessageConsumer<Object> consumer = vertx.eventBus().localConsumer(addresses.snapshot());
    consumer.handler(
        message -> {
          ModelList ready = message.body() == null ? whole.now() : null;
          if (ready != null) {
            message.reply(ready, SNAPSHOT);
          } else {
            answer(
                message, message.body(), this::snapshot, list -> new Reply(list, SNAPSHOT, false));
          }
        });
    return consumer.completion();
  }

  private Future<ModelList> snapshot(@Nullable Object body) {
    return service
        .select(query(body))
        .compose(
            served ->
                service
                    .list(served)
                    .onSuccess(
                        list -> {
                          if (body == null) {
                            service.replies().whole().keep(served, list);
                          }
                        }));
  }

  /**
   * Encodes before the request waits for its turn; otherwise all requests that wait for the
   * encoding of a long list would be answered in one turn of the event loop.
   */
  private Future<Encoded> encoded(Served served) {
    return service
        .list(served)
        .compose(
            list -> encoded(list, service.replies().body(new OwnList(served.query()), served)));
  }

  private Future<Encoded> encodedCatalog(ModelQuery query) {
    return service
        .catalog(query)
        .compose(list -> encoded(list, service.replies().catalogBody(new OwnList(query))));
  }

  private Future<Encoded> encoded(ModelList list, Future<Body> body) {
    return service
        .replies()
        .json(list)
        .compose(json -> body.map(same -> new Encoded(list, json, same.plain().etag())));
  }

  private Reply entry(ModelList found) {
    JsonObject entry = service.inDetail(found.data().get(0));
    return Reply.list(new Encoded(found, entry, Body.of(entry.toBuffer()).plain().etag()));
  }

  private <T> Future<Void> serve(
      String address, Function<@Nullable Object, Future<T>> operation, Function<T, Reply> inReply) {
    MessageConsumer<Object> consumer = vertx.eventBus().consumer(address);
    consumer.handler(message -> answer(message, message.body(), operation, inReply));
    if (vertx.isClustered()) {
      vertx
          .eventBus()
          .<OwnNode.Request>localConsumer(
              addresses.here(address),
              own -> {
                own.reply(null);
                answer(own.body().message(), own.body().body(), operation, inReply);
              });
    }
    return consumer.completion();
  }

  private <T> void answer(
      Message<Object> message,
      @Nullable Object body,
      Function<@Nullable Object, Future<T>> operation,
      Function<T, Reply> inReply) {
    // Every exception must reach the caller, which otherwise waits for its send timeout.
    service
        .admit(
            () ->
                operation
                    .apply(body)
                    .compose(turns::await)
                    .map(inReply)
                    .compose(reply -> send(message, reply)))
        .onFailure(
            cause -> {
              RequestFailure failure = FailureReplies.of(cause);
              message.fail(failure.status(), failure.getMessage());
            });
  }

  /** Sends it; a long list from a worker, one at a time, because the event bus copies it. */
  private Future<?> send(Message<Object> message, Reply reply) {
    if (reply.isLong()) {
      return context.executeBlocking(
          () -> {
            message.reply(reply.body(), reply.options());
            return reply;
          });
    }
    message.reply(reply.body(), reply.options());
    return Future.succeededFuture();
  }

  private static ModelQuery query(@Nullable Object body) {
    if (body instanceof ModelQuery query) {
      return query;
    }
    JsonObject json = object(body);
    return json == null ? ModelQuery.ALL : QueryParser.parse(json);
  }

  private static @Nullable JsonObject object(@Nullable Object body) {
    if (body == null) {
      return null;
    }
    if (body instanceof JsonObject json) {
      return json;
    }
    throw badBody("null or a JSON object");
  }

  private static String id(@Nullable Object body) {
    if (body instanceof JsonObject json && json.getValue("id") instanceof String id) {
      return id;
    }
    throw badBody("a JSON object with the string 'id'");
  }

  private static RequestFailure badBody(String expected) {
    return new RequestFailure(400, "invalid_body", "the body of this request is " + expected, null);
  }

  /** A list as JSON, which is shared and copied by the event bus. */
  private record Encoded(ModelList list, JsonObject json, CharSequence etag) {}

  /** What a request is answered with. */
  private record Reply(Object body, DeliveryOptions options, boolean isLong) {

    static Reply of(JsonObject body) {
      return new Reply(body, new DeliveryOptions(), false);
    }

    static Reply list(Encoded list) {
      return new Reply(
          list.json(),
          new DeliveryOptions()
              .addHeader(Addresses.CACHE_STATUS, list.list().cacheStatus().header())
              .addHeader(Addresses.SEQ, Long.toString(list.list().seq()))
              .addHeader(Addresses.ETAG, list.etag().toString()),
          OffLoop.areMany(list.list().data().size()));
    }
  }
}
