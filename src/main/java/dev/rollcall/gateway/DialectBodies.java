package dev.rollcall.gateway;

import dev.rollcall.gateway.dialect.Dialect;
import dev.rollcall.gateway.dialect.Ids;
import dev.rollcall.gateway.dialect.Page;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of lists in dialects. Entries are encoded once for all who ask for the same ones, and
 * framed for each. May be used from any thread.
 */
final class DialectBodies {

  private static final int MAX_LISTS = 4;

  /** Of each dialect and kind of ids. */
  private static final long MAX_BYTES = 2 * 1024 * 1024;

  private final Map<Writing, Encodings<Buffer>> entries = new ConcurrentHashMap<>();

  private record Writing(Dialect dialect, Ids ids) {

    Encodings<Buffer> encodings() {
      return new Encodings<>(this::join, Buffer::length, MAX_LISTS, MAX_BYTES);
    }

    /** The entries with what stands between them. */
    private Buffer join(ModelList list) {
      Buffer joined = Buffer.buffer();
      ModelInfo last = null;
      for (ModelInfo model : list.data()) {
        Buffer entry = entry(model);
        if (entry != null) {
          if (last != null) {
            joined.appendString(dialect.between(last, model));
          }
          joined.appendBuffer(entry);
          last = model;
        }
      }
      return joined;
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

  /** The page as a dialect has it. */
  Future<Buffer> of(Dialect dialect, Page page) {
    return entries
        .computeIfAbsent(new Writing(dialect, page.ids()), Writing::encodings)
        .of(new ModelList(page.models(), List.of(), 0, CacheStatus.HIT, null, null))
        .map(
            joined -> {
              Dialect.Frame frame = dialect.frame(page);
              return Buffer.buffer(frame.before().length() + joined.length() + 64)
                  .appendString(frame.before())
                  .appendBuffer(joined)
                  .appendString(frame.after());
            });
  }
}
