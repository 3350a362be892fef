package dev.rollcall.gateway.dialect;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.model.ModelInfo;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for. At most one of {@code after}, {@code before} and an offset
 * above zero says where it is.
 *
 * @param limit how many entries at most; null for all
 * @param offset how many entries are passed over
 * @param after the id before the first entry; null when none is named
 * @param before the id behind the last entry; null when none is named
 * @param cursor the parameter that named one
 */
public record Cut(
    @Nullable Integer limit,
    int offset,
    @Nullable String after,
    @Nullable String before,
    String cursor) {

  /** The whole list. */
  static final Cut ALL = new Cut(null, 0, null, null, "");

  /** As {@code /v1/models} is cut: {@code limit} and {@code after}. */
  static Cut plain(Parameters sent) {
    return new Cut(sent.whole("limit", 1), 0, sent.one("after"), null, "after");
  }

  /** After the entry that a token of {@link Page#token} is for. */
  static Cut token(int limit, @Nullable String token, String cursor) {
    return new Cut(
        limit, 0, token == null || token.isEmpty() ? null : id(token, cursor), null, cursor);
  }

  /**
   * The page.
   *
   * @param models every model that matches, in order, each id once
   * @throws RequestFailure 400 when the cursor names none of them
   */
  Page of(List<ModelInfo> models, Ids ids) {
    int size = models.size();
    int most = limit == null ? size : limit;
    if (before != null) {
      int to = indexOf(before, models, ids);
      int from = Math.max(0, to - most);
      return new Page(models.subList(from, to), ids, size, from, limit, from > 0);
    }
    int from = after == null ? Math.min(offset, size) : indexOf(after, models, ids) + 1;
    int to = from + Math.min(most, size - from);
    return new Page(models.subList(from, to), ids, size, from, limit, to < size);
  }

  /** Whether it begins with the first entry. */
  boolean isFirst() {
    return offset == 0 && after == null && before == null;
  }

  private int indexOf(String id, List<ModelInfo> models, Ids ids) {
    for (int i = 0; i < models.size(); i++) {
      if (ids.of(models.get(i)).equals(id)) {
        return i;
      }
    }
    throw lost(cursor);
  }

  private static String id(String token, String cursor) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(token)))
          .toString();
    } catch (IllegalArgumentException | CharacterCodingException notOurs) {
      throw lost(cursor);
    }
  }

  private static RequestFailure lost(String cursor) {
    return new RequestFailure(
        400, "invalid_cursor", cursor + " names no model of this list", cursor);
  }
}
