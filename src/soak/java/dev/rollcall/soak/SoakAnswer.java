package dev.rollcall.soak;

import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request and what may come back.
 *
 * @param kind what it is counted as
 * @param statuses the statuses that may be answered
 * @param body the shape of a 200's body
 */
record SoakAnswer(
    String kind,
    HttpMethod method,
    String uri,
    Map<String, String> headers,
    Set<Integer> statuses,
    Body body) {

  /** Shapes of bodies. */
  enum Body {
    LIST,
    MODEL,
    STATUSES,
    STATUS,
    NAMES,
    OBJECT,
    /** In whatever shape, but not nothing. */
    JSON,
    XML
  }

  static SoakAnswer get(String kind, String uri, Body body, Integer... statuses) {
    return new SoakAnswer(kind, HttpMethod.GET, uri, Map.of(), Set.of(statuses), body);
  }

  SoakAnswer method(HttpMethod other) {
    return new SoakAnswer(kind, other, uri, headers, statuses, body);
  }

  SoakAnswer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new SoakAnswer(kind, method, uri, more, statuses, body);
  }

  @Override
  public String toString() {
    return method + " " + (uri.length() > 200 ? uri.substring(0, 200) + "…" : uri);
  }
}
