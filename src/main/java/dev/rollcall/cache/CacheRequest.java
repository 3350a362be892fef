package dev.rollcall.cache;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the cache verticle can be asked over the bus; {@link Lists} says what each means. */
sealed interface CacheRequest {

  /** Replies an {@link Lists.Answer}. */
  record Wanted(Collection<String> instances) implements CacheRequest {
    public Wanted {
      instances = List.copyOf(instances);
    }
  }

  /** Replies a list of statuses. */
  record Refresh(@Nullable String instance) implements CacheRequest {}

  /** Replies a list of names. */
  record Invalidate(@Nullable String instance) implements CacheRequest {}

  /** Replies the settings in force as JSON. */
  record Settings(@Nullable JsonObject part) implements CacheRequest {}
}
