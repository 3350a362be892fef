package dev.rollcall.gateway;

import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ModelList;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the JSON of one list, because callers mostly ask for the one that was asked for before. */
final class LastJson {

  private @Nullable ModelList last;
  private JsonObject json = new JsonObject();

  /**
   * The list as JSON.
   *
   * @return shared by all who ask; must be copied before it is given away, as the event bus does
   */
  JsonObject of(ModelList list) {
    if (last == null || !isSame(list, last)) {
      json = ModelJson.toJson(list);
      last = list;
    }
    return json;
  }

  /** Entries are shared between lists, so that comparing them is mostly comparing references. */
  private static boolean isSame(ModelList one, ModelList other) {
    return one.providers().equals(other.providers())
        && Objects.equals(one.page(), other.page())
        && one.data().equals(other.data());
  }
}
