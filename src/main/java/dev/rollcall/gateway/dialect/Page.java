package dev.rollcall.gateway.dialect;

import dev.rollcall.gateway.encoding.Frame;
import dev.rollcall.model.ModelInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list and its place in the whole.
 *
 * @param models in order
 * @param ids by which they are listed
 * @param total how many the whole list has
 * @param offset how many come before these
 * @param limit how many were asked for; null when all were
 * @param hasMore whether others follow in the direction that was asked for
 */
public record Page(
    List<ModelInfo> models,
    Ids ids,
    int total,
    int offset,
    @Nullable Integer limit,
    boolean hasMore) {

  /** The first entry's id; null on an empty page. */
  @Nullable String firstId() {
    return models.isEmpty() ? null : ids.of(models.get(0));
  }

  /** The last entry's id; null on an empty page. */
  @Nullable String lastId() {
    return models.isEmpty() ? null : ids.of(models.get(models.size() - 1));
  }

  /** An array {@code models}, and where there is another page, what asks for it. */
  Frame framedWithToken(String field) {
    String token = token();
    return new Frame(
        "{\"models\":[", token == null ? "]}" : "],\"" + field + "\":\"" + token + "\"}");
  }

  /** What asks for the page after this one; null, never empty, when there is none. */
  @Nullable String token() {
    String last = lastId();
    return hasMore && last != null
        ? Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(last.getBytes(StandardCharsets.UTF_8))
        : null;
  }
}
