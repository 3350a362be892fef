package dev.rollcall.gateway.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.gateway.encoding.Shape;
import dev.rollcall.model.ModelInfo;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The entries of a dialect's lists. */
record DialectShape(Dialect dialect, Ids ids) implements Shape {

  @Override
  public byte @Nullable [] entry(ModelInfo model) {
    JsonObject entry = dialect.entry(model, ids);
    if (entry == null) {
      return null;
    }
    String key = dialect.key(model, ids);
    return key == null
        ? entry.toBuffer().getBytes()
        : (Json.encode(key) + ":" + entry.encode()).getBytes(UTF_8);
  }

  @Override
  public String between(ModelInfo one, ModelInfo next) {
    return dialect.between(one, next);
  }
}
