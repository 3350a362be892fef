package dev.rollcall.gateway.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ModelList.Page;
import dev.rollcall.model.ModelQuery;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rollcall's own list: OpenAI's with more in it. */
public record OwnList(ModelQuery query) implements View {

  private static final Shape SHAPE = ModelJson::encode;

  @Override
  public Shape shape() {
    return SHAPE;
  }

  @Override
  public boolean isRenewed() {
    return query.isWhole();
  }

  @Override
  public @Nullable Frame whole(Parts parts) {
    return query.isWhole() ? frame(parts, null) : null;
  }

  @Override
  public <T> Excerpt<T> excerpt(Parts parts, List<T> rows, Function<T, ModelInfo> model) {
    ModelPage<T> page = ModelPage.of(query, rows, model);
    return new Excerpt<>(page.data(), frame(parts, page.page()));
  }

  private static Frame frame(Parts parts, @Nullable Page page) {
    String after = new String(ModelJson.encodeAround(parts.providers(), page), UTF_8);
    return new Frame("{\"object\":\"list\",\"data\":[", "]," + after.substring(1));
  }
}
