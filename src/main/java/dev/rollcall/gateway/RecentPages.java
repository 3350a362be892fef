package dev.rollcall.gateway;

import dev.rollcall.gateway.encoding.ModelPage;
import dev.rollcall.gateway.encoding.Parts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelQuery;
import java.util.LinkedHashMap;
import java.util.Map;

/** The models that answered the last few queries. May be used from any thread. */
final class RecentPages {

  private static final int MAX_QUERIES = 16;

  private final Map<ModelQuery, Found> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ModelQuery, Found> eldest) {
          return size() > MAX_QUERIES;
        }
      };

  private record Found(Parts in, ModelPage<ModelInfo> page) {}

  /** What answers a query; with many models it takes its time the first time. */
  ModelPage<ModelInfo> of(ModelQuery query, Parts parts) {
    synchronized (recent) {
      Found found = recent.get(query);
      if (found != null && found.in().areSame(parts)) {
        return found.page();
      }
    }
    ModelPage<ModelInfo> page = ModelPage.of(query, parts.stream()).immutable();
    synchronized (recent) {
      recent.put(query, new Found(parts, page));
    }
    return page;
  }

  /** Whether that query was answered from these parts. */
  boolean has(ModelQuery query, Parts parts) {
    synchronized (recent) {
      Found found = recent.get(query);
      return found != null && found.in().areSame(parts);
    }
  }
}
