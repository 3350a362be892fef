package dev.rollcall.cache;

import dev.rollcall.config.CacheConfig;
import dev.rollcall.config.CacheConfig.FallbackStep;
import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The third tier: what is served when a provider cannot be asked. */
final class Fallback {

  private static final List<FallbackStep> CATALOG_FIRST =
      List.of(FallbackStep.CATALOG, FallbackStep.STALE);
  private static final List<FallbackStep> STALE_FIRST =
      List.of(FallbackStep.STALE, FallbackStep.CATALOG);

  private Fallback() {}

  /**
   * The first step that has something.
   *
   * @param cause why there is no list
   * @param staleAgeMillis the age of the last good list; null when there is none
   * @param catalogHasModels whether the catalog has models of the type
   * @return {@link Source#CATALOG}, {@link Source#STALE} or {@link Source#NONE}
   */
  static Source choose(
      ErrorCode cause,
      @Nullable Long staleAgeMillis,
      boolean catalogHasModels,
      CacheConfig settings) {
    for (FallbackStep step : order(cause, settings)) {
      if (step == FallbackStep.CATALOG && catalogHasModels && settings.useCatalogFallback()) {
        return Source.CATALOG;
      }
      if (step == FallbackStep.STALE && mayServe(staleAgeMillis, settings)) {
        return Source.STALE;
      }
    }
    return Source.NONE;
  }

  /** Whether a last good list of this age may still be served. */
  static boolean mayServe(@Nullable Long staleAgeMillis, CacheConfig settings) {
    return staleAgeMillis != null
        && (settings.maxStale() == null || staleAgeMillis <= settings.maxStale().toMillis());
  }

  /** When no server answers, the last good list is likely still valid; otherwise the catalog is. */
  private static List<FallbackStep> order(ErrorCode cause, CacheConfig settings) {
    if (settings.fallbackOrder() != null) {
      return settings.fallbackOrder();
    }
    return cause.nobodyAnswered() ? STALE_FIRST : CATALOG_FIRST;
  }
}
