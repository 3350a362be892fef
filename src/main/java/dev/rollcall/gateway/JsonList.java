package dev.rollcall.gateway;

import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelList.Page;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a list is in its JSON. */
record JsonList(@Nullable Page page, List<ModelList.Summary> providers, List<ModelInfo> data)
    implements Encodings.Encodable<JsonObject> {

  JsonList {
    providers = List.copyOf(providers);
    data = List.copyOf(data);
  }

  static JsonList of(ModelList list) {
    return new JsonList(list.page(), list.providers(), list.data());
  }

  @Override
  public JsonObject encode() {
    return ModelJson.list(data, providers, page);
  }

  @Override
  public int models() {
    return data.size();
  }
}
