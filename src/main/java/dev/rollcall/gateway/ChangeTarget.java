package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.config.Nearest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads which instances a request that changes something is about: those that {@code provider}
 * names, else all. Anything else that the request says is refused, because a filter that is
 * misspelt must not change everything.
 */
final class ChangeTarget {

  private static final String PROVIDER = "provider";

  private ChangeTarget() {}

  /**
   * Reads a JSON object.
   *
   * @param json null names no instance
   * @return the names; empty for all instances
   * @throws RequestFailure 400 for a key other than {@code provider}, or a value that is no name
   */
  static Set<String> of(@Nullable JsonObject json) {
    if (json == null) {
      return Set.of();
    }
    refuseOthers(json.fieldNames(), "key");
    if (!json.containsKey(PROVIDER)) {
      return Set.of();
    }
    Set<String> names =
        areTexts(json.getValue(PROVIDER)) ? QueryParser.parse(json).providers() : Set.of();
    if (names.isEmpty()) {
      throw RequestFailure.badParameter(
          PROVIDER, "provider is the name of an instance, or left out for all");
    }
    return names;
  }

  private static boolean areTexts(@Nullable Object value) {
    return value instanceof String
        || (value instanceof JsonArray array && array.stream().allMatch(String.class::isInstance));
  }

  /**
   * Reads the URL's query and the body of a request for all instances.
   *
   * @return fails with 400 as {@link #of(JsonObject)} does, and when both name instances
   */
  static Future<Set<String>> of(RestRequest request) {
    MultiMap parameters = request.parameters();
    refuseOthers(parameters.names(), "parameter");
    Set<String> named =
        QueryParser.parse(name -> name.equals(PROVIDER) ? parameters.getAll(name) : List.of())
            .providers();
    return RequestBody.json(request.context())
        .map(
            body -> {
              Set<String> inBody = of(body);
              if (!named.isEmpty() && !inBody.isEmpty()) {
                throw RequestFailure.badParameter(
                    PROVIDER, "provider is in the URL or in the body, not in both");
              }
              return named.isEmpty() ? inBody : named;
            });
  }

  /**
   * Reads a request for the instance that its path names.
   *
   * @return that name; fails with 400 when the URL's query or the body says anything
   */
  static Future<Set<String>> ofPath(RestRequest request) {
    Set<String> others = new LinkedHashSet<>(request.parameters().names());
    return RequestBody.json(request.context())
        .map(
            body -> {
              others.addAll(body == null ? Set.of() : body.fieldNames());
              for (String name : others) {
                throw unknown(
                    name, "parameter", ": the path says which provider this request is for");
              }
              return Set.of(request.parameter());
            });
  }

  private static void refuseOthers(Set<String> names, String what) {
    for (String name : names) {
      if (!name.equals(PROVIDER)) {
        String hint =
            Nearest.of(name, List.of(PROVIDER), 1).isEmpty() ? "" : "; did you mean provider?";
        throw unknown(name, what, hint);
      }
    }
  }

  private static RequestFailure unknown(String name, String what, String why) {
    return new RequestFailure(
        400,
        "unknown_parameter",
        "this request takes no " + what + " " + RequestFailure.quoted(name) + why,
        RequestFailure.shown(name));
  }
}
