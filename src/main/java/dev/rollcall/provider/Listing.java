package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelFacts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one API lists its models: which requests to make and what their answers say. Pure: no
 * network, no clock, no memory.
 */
interface Listing {

  /** The request of the first page. */
  Call first(Endpoint endpoint);

  /**
   * Reads a page.
   *
   * @param endpoint where it came from
   * @param call the request it answers
   * @param body the answer's JSON: a {@code JsonObject}, a {@code JsonArray} or a scalar
   * @throws MalformedList when the body is no page of a model list
   */
  Page read(Endpoint endpoint, Call call, @Nullable Object body);

  /**
   * The request to make instead, when this API was not there.
   *
   * @param status the answer's status
   * @param body the answer's JSON; null when it has none
   * @return null when the answer stands
   */
  default @Nullable Call instead(Endpoint endpoint, Call call, int status, @Nullable Object body) {
    return null;
  }

  /** Whether a 400 says that the key is refused. */
  default boolean refusesKey(@Nullable Object body) {
    return false;
  }

  /**
   * Reads the answer to a side request.
   *
   * @return what it adds, by {@link Row#detailKey}
   * @throws MalformedList when the body is nothing of the kind
   */
  default Map<String, ModelFacts> readDetails(Detail detail, @Nullable Object body) {
    return Map.of();
  }

  /**
   * Where an instance's API is.
   *
   * @param baseUrl without a trailing slash
   * @param hasKey whether requests carry a key
   */
  record Endpoint(String baseUrl, boolean hasKey) {

    /** The base without {@code suffix}, where it ends so. */
    String without(String suffix) {
      return baseUrl.endsWith(suffix)
          ? baseUrl.substring(0, baseUrl.length() - suffix.length())
          : baseUrl;
    }
  }

  /**
   * A request.
   *
   * @param url absolute, with its query
   * @param body sent as JSON; null sends none
   */
  record Call(HttpMethod method, String url, @Nullable JsonObject body) {
    static Call get(String url) {
      return new Call(HttpMethod.GET, url, null);
    }
  }

  /**
   * What a page says.
   *
   * @param rows the usable entries in their order; ids may repeat
   * @param skipped how many entries were not usable
   * @param next the request of the next page; null on the last one
   * @param details side requests that would add fields to these rows
   */
  record Page(List<Row> rows, int skipped, @Nullable Call next, List<Detail> details) {
    public Page {
      rows = List.copyOf(rows);
      details = List.copyOf(details);
    }
  }

  /**
   * An entry.
   *
   * @param detailKey names what a side request may add to it; null when none does
   */
  record Row(ModelFacts facts, @Nullable String detailKey) {}

  /**
   * A side request.
   *
   * @param key what it is about; several rows may share it
   * @param once whether what it said is remembered for good, by its key
   */
  record Detail(String key, boolean once, Call call) {}

  /** A body that is no model list, or only a part of one without a way to the rest. */
  final class MalformedList extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * Creates the failure of a body that is no model list.
     *
     * @param message what is missing; never a part of the body
     */
    MalformedList(String message) {
      this(ErrorCode.MALFORMED, message);
    }

    private MalformedList(ErrorCode code, String message) {
      super(message, null, false, false);
      this.code = code;
    }

    /**
     * The failure of a body that says there is more, but not where.
     *
     * @param message what is missing; never a part of the body
     */
    static MalformedList incomplete(String message) {
      return new MalformedList(ErrorCode.INCOMPLETE, message);
    }

    /** Either {@code MALFORMED} or {@code INCOMPLETE}. */
    ErrorCode code() {
      return code;
    }
  }
}
