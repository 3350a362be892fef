package dev.rollcall.gateway.dialect;

import dev.rollcall.gateway.encoding.Frame;
import dev.rollcall.gateway.encoding.ModelPage;
import dev.rollcall.gateway.encoding.Parts;
import dev.rollcall.gateway.encoding.View;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelQuery;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a dialect's list.
 *
 * @param query which models are in the list, without a page
 * @param cut which part of the list it is
 */
public record DialectList(DialectShape shape, ModelQuery query, Cut cut) implements View {

  /**
   * The page that a request asks for.
   *
   * @throws dev.rollcall.bus.RequestFailure 400 when a parameter cannot be
   */
  public static DialectList of(Dialect dialect, ModelQuery query, Parameters sent) {
    return new DialectList(new DialectShape(dialect, dialect.ids(sent)), query, dialect.cut(sent));
  }

  @Override
  public boolean isRenewed() {
    return query.isWhole() && cut.isFirst();
  }

  @Override
  public @Nullable Frame whole(Parts parts) {
    boolean isWhole =
        isRenewed()
            && shape.ids() == Ids.QUALIFIED
            && (cut.limit() == null || cut.limit() >= parts.size());
    return isWhole ? shape.dialect().frame(page(parts.stream().toList())) : null;
  }

  @Override
  public <T> Excerpt<T> excerpt(Parts parts, List<T> rows, Function<T, ModelInfo> model) {
    List<T> matching = ModelPage.of(query, rows, model).data();
    List<T> listed = shape.ids().distinct(matching, model);
    Page page = page(listed.stream().map(model).toList());
    int end = page.offset() + page.models().size();
    return new Excerpt<>(listed.subList(page.offset(), end), shape.dialect().frame(page));
  }

  private Page page(List<ModelInfo> models) {
    return cut.of(models, shape.ids());
  }
}
