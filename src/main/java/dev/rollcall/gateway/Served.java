package dev.rollcall.gateway;

import dev.rollcall.cache.InstanceList;
import dev.rollcall.cache.Lists;
import dev.rollcall.gateway.encoding.Parts;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.Ticker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query is answered from.
 *
 * @param about the enabled instances that it is about
 * @param answer what the cache has of them
 */
record Served(ModelQuery query, List<InstanceList> about, Lists.Answer answer) {

  Parts parts() {
    return parts(about);
  }

  static Parts parts(List<InstanceList> about) {
    return new Parts(
        about.stream().map(InstanceList::models).toList(),
        about.stream().map(Instances::summary).toList());
  }

  /** Until when an answer may be kept, on the ticker; null when it should not be. */
  @Nullable Long freshUntil(Ticker ticker) {
    return answer.complete() ? (Long) Retention.freshUntil(about, ticker) : null;
  }

  /** The same in seconds. */
  @Nullable Long maxAgeSeconds(Ticker ticker) {
    Long until = freshUntil(ticker);
    return until == null ? null : (Long) (Math.max(0, until - ticker.millis()) / 1000);
  }
}
