package dev.rollcall.gateway;

import dev.rollcall.gateway.dialect.Dialect;
import dev.rollcall.gateway.dialect.Ids;
import dev.rollcall.gateway.dialect.Page;
import dev.rollcall.gateway.encoding.Body;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of lists in dialects, made once for all who ask for the same. May be used from any
 * thread.
 */
final class DialectBodies {

  private static final int MAX_LISTS = 4;

  /** Of each dialect and kind of ids. */
  private static final long MAX_BYTES = 8 * 1024 * 1024;

  private final Map<Writing, Encodings<Body>> bodies = new ConcurrentHashMap<>();

  private record Writing(Dialect dialect, Ids ids) {

    Encodings<Body> encodings() {
      return new Encodings<>(this::body, Body::size, MAX_LISTS, MAX_BYTES);
    }

    private Body body(ModelList list) {
      ModelList.Page frame = Objects.requireNonNull(list.page());
      Buffer body = Buffer.buffer(frame.firstId());
      ModelInfo last = null;
      for (ModelInfo model : list.data()) {
        Buffer entry = entry(model);
        if (entry != null) {
          if (last != null) {
            body.appendString(dialect.between(last, model));
          }
          body.appendBuffer(entry);
          last = model;
        }
      }
      return Body.of(body.appendString(frame.lastId()));
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

  /** The page as a dialect has it; shared, so not to be changed. */
  Future<Body> of(Dialect dialect, Page page) {
    return bodies
        .computeIfAbsent(new Writing(dialect, page.ids()), Writing::encodings)
        .of(key(page, dialect.frame(page)));
  }

  /** Lists are told apart by what they hold, so the frame stands where a list has its place. */
  private static ModelList key(Page page, Dialect.Frame frame) {
    ModelList.Page place =
        new ModelList.Page(page.total(), page.hasMore(), frame.before(), frame.after());
    return new ModelList(page.models(), List.of(), 0, CacheStatus.HIT, null, place);
  }
}
