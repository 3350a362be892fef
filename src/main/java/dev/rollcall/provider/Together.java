package dev.rollcall.provider;

import dev.rollcall.vendor.TogetherRows;
import io.vertx.core.json.JsonArray;
import org.jspecify.annotations.Nullable;

/** Together: a bare array. */
final class Together extends ModelsApi {

  Together() {
    super(new TogetherRows());
  }

  @Override
  JsonArray entries(@Nullable Object body) {
    if (body instanceof JsonArray entries) {
      return entries;
    }
    throw new MalformedList("the answer is no array");
  }
}
