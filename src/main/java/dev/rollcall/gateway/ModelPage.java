package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The entries that answer a query.
 *
 * @param data in the order asked for
 * @param page their place among all that match; null when all were asked for
 */
record ModelPage(List<ModelInfo> data, ModelList.@Nullable Page page) {

  /**
   * Filters, orders and cuts.
   *
   * @param models in configured order, which stays where the query's order says nothing
   */
  static ModelPage of(ModelQuery query, Stream<ModelInfo> models) {
    Stream<ModelInfo> matching = models.filter(query::matches);
    List<ModelInfo> all =
        (query.order() == null ? matching : matching.sorted(query.order().comparator())).toList();
    if (!query.isPaged()) {
      return new ModelPage(all, null);
    }
    int from = query.after() == null ? 0 : indexOf(query.after(), all) + 1;
    int to = query.limit() == null ? all.size() : Math.min(all.size() - from, query.limit()) + from;
    List<ModelInfo> data = all.subList(from, to);
    return new ModelPage(
        data,
        new ModelList.Page(
            all.size(),
            to < all.size(),
            data.isEmpty() ? null : data.get(0).id(),
            data.isEmpty() ? null : data.get(data.size() - 1).id()));
  }

  private static int indexOf(String id, List<ModelInfo> models) {
    for (int i = 0; i < models.size(); i++) {
      if (models.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new RequestFailure(400, "invalid_cursor", "after names no model of this list", "after");
  }
}
