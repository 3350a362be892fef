package dev.rollcall.gateway;

import static dev.rollcall.gateway.Endpoint.change;
import static dev.rollcall.gateway.Endpoint.read;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.POST;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.encoding.OwnList;
import dev.rollcall.model.ModelJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The REST interface, on any router: a server's own, an application's, or one that is mounted under
 * a prefix. Whatever is asked of its paths is answered in JSON.
 */
public final class RestRoutes {

  private final ModelService service;
  private final ListReplies replies;
  private final Consumer<HttpServerRequest> changeCheck;
  private final FeedRoutes feed;
  private final List<Endpoint> endpoints;

  private RestRoutes(ModelService service, Consumer<HttpServerRequest> changeCheck) {
    this.service = service;
    this.replies = service.replies();
    this.changeCheck = changeCheck;
    this.feed = new FeedRoutes(service.feed());
    this.endpoints =
        Stream.of(
                endpoints(),
                feed.endpoints(),
                service.health().endpoints(),
                service.metering().endpoints(),
                OpenApi.endpoints())
            .flatMap(List::stream)
            .toList();
  }

  /**
   * Adds the routes to an application's router. Requests that change something are refused, because
   * access is the application's decision. The routes of {@code /} and {@code /health} are ordered
   * last, so that an application keeps its own.
   *
   * @param service answers
   */
  public static void mount(Router router, ModelService service) {
    mount(
        router,
        service,
        request -> {
          throw new RequestFailure(
              403, "changes_not_allowed", "refresh and invalidate are not served here", null);
        });
  }

  /**
   * Adds the routes.
   *
   * @param changeCheck throws what a request fails with that may not change anything
   * @return ends the event streams that were opened here
   */
  static Runnable mount(
      Router router, ModelService service, Consumer<HttpServerRequest> changeCheck) {
    RestRoutes routes = new RestRoutes(service, changeCheck);
    routes.mount(router);
    return routes.feed::close;
  }

  private List<Endpoint> endpoints() {
    List<Endpoint> all = new ArrayList<>(new DialectRoutes(service).endpoints());
    all.addAll(ownEndpoints());
    return List.copyOf(all);
  }

  private List<Endpoint> ownEndpoints() {
    return List.of(
        read(
            "/v1/models",
            "the models of all providers; takes a query",
            request -> replies.list(new OwnList(request.query()), request)),
        read("/v1/models/{id}", "one model", request -> replies.detail(request.parameter())),
        read(
            "/v1/providers",
            "how all providers are",
            request -> service.providers().map(all -> RestReply.of(ModelJson.toJson(all)))),
        read(
            "/v1/providers/{name}",
            "how one provider is",
            request ->
                service
                    .provider(request.parameter())
                    .map(status -> RestReply.of(ModelJson.toJson(status)))),
        read(
            "/v1/providers/{name}/models",
            "the models of one provider; takes a query",
            request ->
                replies.list(new OwnList(request.queryOfProvider()), request.parameter(), request)),
        read(
            "/v1/catalog",
            "the catalog itself; takes a query",
            request -> replies.catalog(new OwnList(request.query()))),
        change(
            POST,
            "/v1/refresh",
            "asks all providers now; takes provider",
            request ->
                ChangeTarget.of(request)
                    .compose(service::refresh)
                    .map(asked -> RestReply.of(ModelJson.toJson(asked)))),
        change(
            POST,
            "/v1/providers/{name}/refresh",
            "asks one provider now",
            request ->
                ChangeTarget.ofPath(request)
                    .compose(service::refresh)
                    .map(asked -> RestReply.of(ModelJson.toJson(asked)))),
        change(
            DELETE,
            "/v1/cache",
            "forgets all lists; takes provider",
            request ->
                ChangeTarget.of(request)
                    .compose(service::invalidate)
                    .map(names -> RestReply.of(ModelJson.invalidated(names)))),
        change(
            DELETE,
            "/v1/cache/{name}",
            "forgets the list of one provider",
            request ->
                ChangeTarget.ofPath(request)
                    .compose(service::invalidate)
                    .map(names -> RestReply.of(ModelJson.invalidated(names)))),
        read("/", "these endpoints", request -> index()));
  }

  private Future<RestReply> index() {
    JsonArray rows = new JsonArray();
    for (Endpoint endpoint : endpoints) {
      rows.add(
          new JsonObject()
              .put("method", endpoint.methods().get(0).name())
              .put("path", endpoint.path().toString())
              .put("purpose", endpoint.purpose()));
    }
    return Future.succeededFuture(
        RestReply.of(new JsonObject().put("name", "rollcall").put("endpoints", rows)));
  }

  private void mount(Router router) {
    for (Endpoint endpoint : endpoints) {
      Route route = route(router, endpoint);
      endpoint.methods().forEach(route::method);
      String header = endpoint.header();
      if (header == null) {
        route.handler(context -> serve(endpoint, context));
        route(router, endpoint).handler(context -> refuseMethod(endpoint, context));
      } else {
        route.handler(context -> serveWith(header, endpoint, context));
      }
    }
  }

  private static Route route(Router router, Endpoint endpoint) {
    Route route = router.routeWithRegex(endpoint.path().regex()).useNormalizedPath(false);
    return endpoint.isCommon() ? route.last() : route;
  }

  private void serveWith(String header, Endpoint endpoint, RoutingContext context) {
    context.response().headers().add(HttpHeaders.VARY, header);
    if (context.request().headers().contains(header)) {
      serve(endpoint, context);
    } else {
      context.next();
    }
  }

  private void serve(Endpoint endpoint, RoutingContext context) {
    long started = System.nanoTime();
    Supplier<Future<RestAnswer>> answer =
        () -> {
          if (endpoint.isChange()) {
            changeCheck.accept(context.request());
          }
          return endpoint.answer().apply(new RestRequest(context, endpoint.path())).map(it -> it);
        };
    // Whether it runs is also asked, and answered, when there is too much to do.
    (endpoint.isCommon() ? answer.get() : service.admit(answer))
        .recover(
            cause -> Future.succeededFuture(refusal(FailureReplies.of(cause), endpoint, context)))
        .onSuccess(
            reply -> {
              reply.send(context.request(), replies.inFlight());
              service.metering().answered(endpoint.path().toString(), context.request(), started);
            });
  }

  private void refuseMethod(Endpoint endpoint, RoutingContext context) {
    long started = System.nanoTime();
    String allowed =
        endpoint.methods().stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    refusal(
            new RequestFailure(
                405,
                "method_not_allowed",
                endpoint.path() + " takes " + allowed + ", not " + context.request().method(),
                null),
            endpoint,
            context)
        .with(HttpHeaders.ALLOW, allowed)
        .send(context.request());
    service.metering().answered(endpoint.path().toString(), context.request(), started);
  }

  private static RestReply refusal(
      RequestFailure failure, Endpoint endpoint, RoutingContext context) {
    String path = new RestRequest(context, endpoint.path()).path();
    return Refusals.of(failure, context.request(), path);
  }
}
