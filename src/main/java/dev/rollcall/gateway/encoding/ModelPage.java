package dev.rollcall.gateway.encoding;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What answers a query.
 *
 * @param data in the order asked for
 * @param page its place among all that matches; null when all was asked for
 * @param <T> what stands for a model
 */
public record ModelPage<T>(List<T> data, ModelList.@Nullable Page page) {

  /**
   * Filters, orders and cuts.
   *
   * @param models in configured order, which stays where the query's order says nothing
   * @throws RequestFailure 400 when the query's cursor is not there
   */
  public static ModelPage<ModelInfo> of(ModelQuery query, Stream<ModelInfo> models) {
    return of(query, models.toList(), Function.identity());
  }

  /**
   * The same of what stands for models.
   *
   * @param model gives the model that it stands for
   */
  public static <T> ModelPage<T> of(
      ModelQuery query, List<T> candidates, Function<T, ModelInfo> model) {
    Predicate<ModelInfo> filter = query.filter();
    List<T> matching = new ArrayList<>();
    for (T candidate : candidates) {
      if (filter.test(model.apply(candidate))) {
        matching.add(candidate);
      }
    }
    if (query.order() != null) {
      matching.sort(Comparator.comparing(model, query.order().comparator()));
    }
    List<T> all = Collections.unmodifiableList(matching);
    if (!query.isPaged()) {
      return new ModelPage<>(all, null);
    }
    int from = query.after() == null ? 0 : indexOf(query.after(), all, model) + 1;
    int to = query.limit() == null ? all.size() : Math.min(all.size() - from, query.limit()) + from;
    List<T> data = all.subList(from, to);
    return new ModelPage<>(
        data,
        new ModelList.Page(
            all.size(),
            to < all.size(),
            data.isEmpty() ? null : model.apply(data.get(0)).id(),
            data.isEmpty() ? null : model.apply(data.get(data.size() - 1)).id()));
  }

  /** The same, which can be handed out without being copied. */
  public ModelPage<T> immutable() {
    return new ModelPage<>(List.copyOf(data), page);
  }

  private static <T> int indexOf(String id, List<T> models, Function<T, ModelInfo> model) {
    for (int i = 0; i < models.size(); i++) {
      if (model.apply(models.get(i)).id().equals(id)) {
        return i;
      }
    }
    throw new RequestFailure(400, "invalid_cursor", "after names no model of this list", "after");
  }
}
