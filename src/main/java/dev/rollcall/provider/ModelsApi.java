package dev.rollcall.provider;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.vendor.RowFormat;
import io.vertx.core.json.JsonArray;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame of every list: an envelope with entries, each with an id, and perhaps a next page. An
 * API says only where it differs from {@code GET /models} and {@code {"data":[{"id":…}]}}.
 */
class ModelsApi implements Listing {

  /** The most characters of a token that is taken into a request. */
  private static final int MAX_TOKEN = 2048;

  private final RowFormat format;

  /**
   * Makes an API.
   *
   * @param format how its entries are read
   */
  ModelsApi(RowFormat format) {
    this.format = format;
  }

  /** The URL of the first page. */
  String firstUrl(Endpoint endpoint) {
    return endpoint.baseUrl() + "/models";
  }

  /**
   * The entries of a page.
   *
   * @throws MalformedList when the body has none
   */
  JsonArray entries(@Nullable Object body) {
    return Envelopes.array(body, "data");
  }

  /**
   * The URL of the page after this one; null when this is the last.
   *
   * @throws MalformedList when there is one, but no way to it, which is so for every API that is
   *     known to give its list at once
   */
  @Nullable String nextUrl(Endpoint endpoint, Call call, JsonRow envelope) {
    if (envelope.is("has_more")
        || envelope.isWritten("nextPageToken")
        || envelope.isWritten("next_page_token")
        || envelope.in("links").isWritten("next")) {
      throw MalformedList.incomplete("incomplete: there are more models than on this page");
    }
    return null;
  }

  /** What a side request may add to this entry; null when there is nothing to add. */
  @Nullable String detailKey(JsonRow row, ModelFacts facts) {
    return null;
  }

  /** The side requests for these entries. */
  List<Detail> details(Endpoint endpoint, List<Row> rows) {
    return List.of();
  }

  @Override
  public final Call first(Endpoint endpoint) {
    return Call.get(firstUrl(endpoint));
  }

  @Override
  public final Page read(Endpoint endpoint, Call call, @Nullable Object body) {
    JsonArray entries = entries(body);
    List<Row> rows = new ArrayList<>(entries.size());
    for (Object entry : entries) {
      JsonRow row = JsonRow.of(entry);
      ModelFacts facts = format.read(row);
      if (facts != null) {
        rows.add(new Row(facts, detailKey(row, facts)));
      }
    }
    String next = nextUrl(endpoint, call, JsonRow.of(body));
    return new Page(
        rows,
        entries.size() - rows.size(),
        next == null ? null : Call.get(next),
        details(endpoint, rows));
  }

  /**
   * The part of a query that asks for the next page; null when this is the last.
   *
   * @param field of the envelope, with the next page's token
   * @throws MalformedList when what is there is no token, because then there is no way to the rest
   */
  static @Nullable String nextPage(JsonRow envelope, String field, String parameter) {
    Object token = envelope.value(field);
    if (token == null || token.equals("")) {
      return null;
    }
    if (!(token instanceof String text) || text.length() > MAX_TOKEN) {
      throw MalformedList.incomplete("incomplete: \"" + field + "\" is no page's token");
    }
    return "&" + parameter + "=" + encoded(text);
  }

  /** The value as a part of a query. */
  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
