package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.ModelFacts;
import dev.rollcall.provider.Listing.Endpoint;
import dev.rollcall.provider.Listing.Page;
import io.vertx.core.json.Json;
import java.util.List;

/** Reads hand-written answers as a listing would; quotes may be single. */
final class Reading {

  static final Endpoint WITH_KEY = new Endpoint("https://api.example/v1", true);
  static final Endpoint WITHOUT_KEY = new Endpoint("https://api.example/v1", false);

  private Reading() {}

  static Object json(String text) {
    return Json.decodeValue(text.replace('\'', '"'));
  }

  static Page page(Listing listing, String body) {
    return listing.read(WITH_KEY, listing.first(WITH_KEY), json(body));
  }

  static List<String> ids(Page page) {
    return page.rows().stream().map(row -> row.facts().nativeId()).toList();
  }

  /** The facts of the only row of a page in the envelope {@code {"data":[…]}}. */
  static ModelFacts model(Listing listing, String row) {
    return only(page(listing, "{'data':[" + row + "]}"));
  }

  static ModelFacts only(Page page) {
    assertThat(page.rows()).hasSize(1);
    return page.rows().get(0).facts();
  }
}
