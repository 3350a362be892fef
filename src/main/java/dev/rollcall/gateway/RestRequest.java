package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.dialect.Parameters;
import dev.rollcall.model.ModelQuery;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** A request as the table of endpoints sees it. */
record RestRequest(RoutingContext context, PathTemplate template) {

  /** The path's parameter, decoded. */
  String parameter() {
    return template.parameter(path());
  }

  /** The query of the URL. */
  ModelQuery query() {
    return QueryParser.parse(parameters()::getAll);
  }

  /** The query of the URL, about the instance that the path names. */
  ModelQuery queryOfProvider() {
    MultiMap parameters = parameters();
    String provider = parameter();
    return QueryParser.parse(
        name -> name.equals("provider") ? List.of(provider) : parameters.getAll(name));
  }

  /** The parameters of the URL, as dialects read them. */
  Parameters sent() {
    return new Parameters(parameters()::getAll);
  }

  /** The values of a parameter of the URL's query, in order. */
  List<String> values(String name) {
    return parameters().getAll(name);
  }

  /**
   * The parameters of the URL.
   *
   * @throws RequestFailure 400 when they cannot be decoded
   */
  MultiMap parameters() {
    try {
      return context.queryParams();
    } catch (RuntimeException badEncoding) {
      throw new RequestFailure(
          400,
          "invalid_query",
          "the query has a % that two hexadecimal digits do not follow",
          null);
    }
  }

  /** The raw path below the router's mount point. */
  String path() {
    String path = context.request().path();
    String mountPoint = context.mountPoint();
    if (mountPoint == null) {
      return path;
    }
    return path.substring(mountPoint.length() - (mountPoint.endsWith("/") ? 1 : 0));
  }
}
