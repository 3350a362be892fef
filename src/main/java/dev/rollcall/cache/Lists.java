package dev.rollcall.cache;

import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ProviderStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cache as its readers see it. */
public interface Lists {

  /** What there is now, without asking anybody. */
  Snapshot snapshot();

  /**
   * Tells, on an event loop, that there is another snapshot, as soon as there is.
   *
   * @param listener hears of it until the cache ends
   */
  void onChange(Runnable listener);

  /**
   * What to answer from, after waiting, at most {@code list_timeout_ms}, for those of the named
   * instances that have to be asked.
   *
   * @param instances names of enabled instances
   */
  Future<Answer> answer(Collection<String> instances);

  /**
   * Asks now.
   *
   * @param instance null asks every enabled one
   * @return the statuses after asking; fails with 404 for an unknown and 409 for a disabled one
   */
  Future<List<ProviderStatus>> refresh(@Nullable String instance);

  /**
   * Forgets lists, the last good ones too.
   *
   * @param instance null forgets all
   * @return the names of what was forgotten; fails with 404 for an unknown instance
   */
  Future<List<String>> invalidate(@Nullable String instance);

  /**
   * Changes settings until the configuration is applied the next time.
   *
   * @param part a part of {@code model_cache}; null changes nothing
   * @return the section as it is in force; fails with 400 naming the key at fault
   */
  Future<JsonObject> settings(@Nullable JsonObject part);

  /**
   * What one caller is answered from.
   *
   * @param snapshot the shared one, or one of this caller's own where an instance has not answered
   *     in time
   * @param cacheStatus whether somebody was waited for
   * @param complete whether every instance that had to answer did; what is not complete should not
   *     be kept
   */
  record Answer(Snapshot snapshot, CacheStatus cacheStatus, boolean complete) {}
}
