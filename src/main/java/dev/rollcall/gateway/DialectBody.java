package dev.rollcall.gateway;

import dev.rollcall.gateway.dialect.Dialect;
import dev.rollcall.gateway.dialect.Ids;
import dev.rollcall.gateway.dialect.Page;
import dev.rollcall.gateway.encoding.Body;
import dev.rollcall.model.ModelInfo;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page as a dialect has it. */
record DialectBody(Dialect dialect, Ids ids, Dialect.Frame frame, List<ModelInfo> page)
    implements Encodings.Encodable<Body> {

  DialectBody {
    page = List.copyOf(page);
  }

  static DialectBody of(Dialect dialect, Page page) {
    return new DialectBody(dialect, page.ids(), dialect.frame(page), page.models());
  }

  @Override
  public Body encode() {
    Buffer body = Buffer.buffer(frame.before());
    ModelInfo last = null;
    for (ModelInfo model : page) {
      Buffer entry = entry(model);
      if (entry != null) {
        if (last != null) {
          body.appendString(dialect.between(last, model));
        }
        body.appendBuffer(entry);
        last = model;
      }
    }
    return Body.of(body.appendString(frame.after()));
  }

  @Override
  public int models() {
    return page.size();
  }

  private @Nullable Buffer entry(ModelInfo model) {
    JsonObject entry = dialect.entry(model, ids);
    String key = dialect.key(model, ids);
    if (entry == null || key == null) {
      return entry == null ? null : entry.toBuffer();
    }
    return Buffer.buffer(Json.encode(key)).appendString(":").appendBuffer(entry.toBuffer());
  }
}
