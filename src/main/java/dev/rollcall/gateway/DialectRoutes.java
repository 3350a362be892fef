package dev.rollcall.gateway;

import dev.rollcall.gateway.dialect.Dialect;
import dev.rollcall.gateway.dialect.DialectList;
import dev.rollcall.gateway.dialect.Dialects;
import dev.rollcall.gateway.dialect.Ids;
import dev.rollcall.gateway.dialect.Parameters;
import dev.rollcall.gateway.dialect.Resource;
import dev.rollcall.gateway.encoding.Body;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** The same models as other vendors' APIs list them, for clients that speak only those. */
final class DialectRoutes {

  /** How a list is cut is each dialect's own. */
  private static final Set<String> CUT = Set.of("limit", "after");

  private final ModelService service;

  DialectRoutes(ModelService service) {
    this.service = service;
  }

  /**
   * Returns the endpoints at the dialects' own paths, and Anthropic's at Rollcall's path for
   * requests with its version header.
   */
  List<Endpoint> endpoints() {
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.add(
        Endpoint.read(
                "/v1/models",
                "the same as Anthropic lists them, when anthropic-version is sent",
                request -> list(Dialects.ANTHROPIC, request))
            .onlyWith(Refusals.ANTHROPIC_VERSION));
    endpoints.add(
        Endpoint.read(
                "/v1/models/{id}",
                "one model as Anthropic has it, when anthropic-version is sent",
                request -> find(request, request.parameter(), Dialects.ANTHROPIC::entry))
            .onlyWith(Refusals.ANTHROPIC_VERSION));
    for (Dialect dialect : Dialects.ALL) {
      for (Resource resource : dialect.resources()) {
        endpoints.add(endpoint(dialect, resource));
      }
    }
    return endpoints;
  }

  private Endpoint endpoint(Dialect dialect, Resource resource) {
    String path = resource.path();
    if (resource instanceof Resource.Models) {
      return Endpoint.read(path, "the models", request -> list(dialect, request));
    }
    if (resource instanceof Resource.Model one) {
      return Endpoint.read(
          path, "one model", request -> find(request, request.parameter(), one.body()));
    }
    if (resource instanceof Resource.NamedModel named) {
      return Endpoint.ask(
          path,
          "one model, by the JSON of the body",
          request ->
              NamedModel.in(request.context()).compose(id -> find(request, id, named.body())));
    }
    if (resource instanceof Resource.Count count) {
      return Endpoint.read(path, "how many models", request -> count(dialect, request, count));
    }
    Resource.Constant constant = (Resource.Constant) resource;
    return Endpoint.read(
        path, "always the same", request -> Future.succeededFuture(reply(constant)));
  }

  private Future<ListReply> list(Dialect dialect, RestRequest request) {
    Parameters sent = request.sent();
    return service.replies().list(DialectList.of(dialect, query(dialect, sent), sent), request);
  }

  private Future<ListReply> count(Dialect dialect, RestRequest request, Resource.Count count) {
    Parameters sent = request.sent();
    Ids ids = dialect.ids(sent);
    return service
        .list(query(dialect, sent))
        .map(list -> reply(list, count.body().apply(ids.distinct(list.data()).size())));
  }

  private Future<ListReply> find(
      RestRequest request, String id, BiFunction<ModelInfo, Ids, JsonObject> body) {
    Ids ids = Ids.of(request.sent());
    return (ids == Ids.NATIVE ? findNative(id) : service.find(id))
        .map(found -> reply(found, body.apply(found.data().get(0), ids)));
  }

  /** The model that is listed under a native id, else what the id means. */
  private Future<ModelList> findNative(String id) {
    return service
        .list(ModelQuery.ALL)
        .compose(
            list ->
                list.data().stream()
                    .filter(model -> model.facts().nativeId().equals(id))
                    .findFirst()
                    .map(model -> service.find(model.id()))
                    .orElseGet(() -> service.find(id)));
  }

  private static ModelQuery query(Dialect dialect, Parameters sent) {
    return QueryParser.parse(name -> CUT.contains(name) ? List.of() : dialect.filter(name, sent));
  }

  private ListReply reply(ModelList list, JsonObject body) {
    return service.replies().of(list, Body.of(body.toBuffer()));
  }

  private static RestReply reply(Resource.Constant constant) {
    return RestReply.of(new JsonObject())
        .withBody(Buffer.buffer(constant.body()))
        .with(HttpHeaders.CONTENT_TYPE, constant.contentType());
  }
}
