package dev.rollcall.gateway;

import static dev.rollcall.gateway.Endpoint.change;
import static dev.rollcall.gateway.Endpoint.read;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.POST;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ModelList;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The REST interface, on any router: a server's own, an application's, or one that is mounted under
 * a prefix. Whatever is asked of its paths is answered in JSON.
 */
public final class RestRoutes {

  private final ModelService service;
  private final ChangeGuard guard;
  private final List<Endpoint> endpoints;

  private RestRoutes(ModelService service, ChangeGuard guard) {
    this.service = service;
    this.guard = guard;
    this.endpoints = endpoints();
  }

  /**
   * Adds the routes. Those of {@code /} and {@code /health} come after all that the router has or
   * gets, so that an application keeps its own.
   *
   * @param service answers
   * @param changesAllowed whether whoever can connect may refresh and invalidate, which is right
   *     only where none but this machine can
   */
  public static void mount(Router router, ModelService service, boolean changesAllowed) {
    new RestRoutes(service, new ChangeGuard(changesAllowed)).mount(router);
  }

  private List<Endpoint> endpoints() {
    return List.of(
        read(
            "/v1/models",
            "the models of all providers; takes a query",
            request -> service.list(request.query()).map(list -> RestReply.list(list))),
        read(
            "/v1/models/{id}",
            "one model",
            request -> service.find(request.parameter()).map(this::entry)),
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
                service
                    .list(request.parameter(), request.queryOfProvider())
                    .map(list -> RestReply.list(list))),
        read(
            "/v1/catalog",
            "the catalog itself; takes a query",
            request -> service.catalog(request.query()).map(list -> RestReply.list(list))),
        change(
            POST,
            "/v1/refresh",
            "asks all providers now",
            request -> service.refresh(null).map(all -> RestReply.of(ModelJson.toJson(all)))),
        change(
            POST,
            "/v1/providers/{name}/refresh",
            "asks one provider now",
            request ->
                service
                    .refresh(request.parameter())
                    .map(asked -> RestReply.of(ModelJson.toJson(asked)))),
        change(
            DELETE,
            "/v1/cache",
            "forgets all lists",
            request ->
                service.invalidate(null).map(names -> RestReply.of(ModelJson.invalidated(names)))),
        change(
            DELETE,
            "/v1/cache/{name}",
            "forgets the list of one provider",
            request ->
                service
                    .invalidate(request.parameter())
                    .map(names -> RestReply.of(ModelJson.invalidated(names)))),
        read("/health/live", "whether the service runs", request -> up()),
        read("/health/ready", "whether the service answers", request -> up()),
        read("/", "these endpoints", request -> index()));
  }

  private RestReply entry(ModelList found) {
    return RestReply.entry(found, service.inDetail(found.data().get(0)));
  }

  private static Future<RestReply> up() {
    return Future.succeededFuture(RestReply.of(new JsonObject().put("status", "UP")));
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
      route.handler(context -> serve(endpoint, context));
      route(router, endpoint).handler(context -> refuseMethod(endpoint, context));
    }
  }

  private static Route route(Router router, Endpoint endpoint) {
    Route route = router.routeWithRegex(endpoint.path().regex()).useNormalizedPath(false);
    return endpoint.isCommon() ? route.last() : route;
  }

  private void serve(Endpoint endpoint, RoutingContext context) {
    Future.<Void>succeededFuture()
        .compose(
            start -> {
              if (endpoint.isChange()) {
                guard.check(context.request());
              }
              return endpoint.answer().apply(new RestRequest(context, endpoint.path()));
            })
        .otherwise(cause -> RestReply.of(Failures.of(cause)))
        .onSuccess(reply -> reply.send(context.request()));
  }

  private static void refuseMethod(Endpoint endpoint, RoutingContext context) {
    String allowed =
        endpoint.methods().stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    RestReply.of(
            new RequestFailure(
                405,
                "method_not_allowed",
                endpoint.path() + " takes " + allowed + ", not " + context.request().method(),
                null))
        .with(HttpHeaders.ALLOW, allowed)
        .send(context.request());
  }
}
