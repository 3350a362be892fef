package dev.rollcall.bus;

import java.util.Set;

/**
 * The event bus addresses of one deployment. The public ones take and give JSON, as REST does, and
 * are cluster-wide; the local ones carry immutable objects within one Vert.x.
 *
 * <p>A failed request's code is the HTTP status of the same failure: 400 for a bad query or body,
 * 404 for an unknown id or instance, 409 for an ambiguous id or a disabled instance, 503 when there
 * is nothing to serve. Replies of lists carry the headers {@link #CACHE_STATUS} and {@link #SEQ}.
 *
 * @param prefix the configuration's {@code bus_prefix}; leads every address and local map
 */
public record Addresses(String prefix) {

  private static final Set<String> REQUESTS =
      Set.of(".list", ".get", ".providers", ".refresh", ".invalidate", ".config", ".catalog");

  /** Reply header: how the list came about. */
  public static final String CACHE_STATUS = "cache-status";

  /** Reply header: the entity tag that the same list has over REST. */
  public static final String ETAG = "etag";

  /** Reply header: the last change the list contains. */
  public static final String SEQ = "seq";

  /** Public. Body: null or a query. Reply: the list. */
  public String list() {
    return prefix + ".list";
  }

  /** Public. Body: {@code {"id"}}. Reply: the entry. */
  public String get() {
    return prefix + ".get";
  }

  /** Public. Body: null. Reply: {@code {"data":[status]}}. */
  public String providers() {
    return prefix + ".providers";
  }

  /** Public. Body: null or {@code {"provider"}}. Reply: {@code {"data":[status]}} after asking. */
  public String refresh() {
    return prefix + ".refresh";
  }

  /** Public. Body: null or {@code {"provider"}}. Reply: {@code {"invalidated":[names]}}. */
  public String invalidate() {
    return prefix + ".invalidate";
  }

  /** Public. Body: null or a part of {@code model_cache}. Reply: the settings in force. */
  public String config() {
    return prefix + ".config";
  }

  /** Public. Body: null or a query. Reply: the catalog as a list. */
  public String catalog() {
    return prefix + ".catalog";
  }

  /** Public, published: a {@link dev.rollcall.model.ModelChange} as JSON. */
  public String changed() {
    return prefix + ".changed";
  }

  /** Public, published: the instance's status, when source, error or circuit state change. */
  public String status(String instance) {
    return provider(instance) + ".status";
  }

  /** Returns whether it is one of the public addresses that requests are sent to. */
  boolean isRequest(String address) {
    return address.startsWith(prefix) && REQUESTS.contains(address.substring(prefix.length()));
  }

  /** Returns whether it is one of the public addresses that events are published on. */
  boolean isEvent(String address) {
    return address.startsWith(prefix)
        && (address.equals(changed())
            || (address.startsWith(provider("")) && address.endsWith(".status")));
  }

  /**
   * Local, in a cluster. Body: the {@link OwnNode.Request} that this node has sent to a public
   * address. Reply: null, at once.
   */
  public String here(String publicAddress) {
    return publicAddress + ".here";
  }

  /**
   * Local. Body: null, a query as JSON, or a {@link dev.rollcall.model.ModelQuery}. Reply: the
   * {@link dev.rollcall.model.ModelList} itself, not a copy.
   */
  public String snapshot() {
    return prefix + ".snapshot";
  }

  /** Local, published: every {@link Outcome} of the instance. */
  public String provider(String instance) {
    return prefix + ".provider." + instance;
  }

  /**
   * Local. Body: {@link FetchRequest}. Reply: null, at once: the outcome is published. A request
   * that is queued when the verticle is undeployed fails, as one without a consumer does.
   */
  public String fetch(String instance) {
    return provider(instance) + ".fetch";
  }

  /** Local. Body: null. No reply: the instance's running fetch ends, its circuit starts afresh. */
  public String reset(String instance) {
    return provider(instance) + ".reset";
  }

  /** Local, published: a {@link CircuitChange} that no outcome brought. */
  public String circuit(String instance) {
    return provider(instance) + ".circuit";
  }

  /** Local, published, without a body: there is another snapshot. */
  public String stored() {
    return prefix + ".stored";
  }

  /** Local. Body: a request to the cache. Reply: its result, or a {@link RequestFailure}. */
  public String cache() {
    return prefix + ".cache";
  }
}
