package dev.rollcall.cache;

import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ProviderStatus;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one instance serves at one moment.
 *
 * @param status how it is
 * @param models what it lists, in order
 * @param freshness until when it is served without asking
 * @param read whether it was served since it was fetched; then it is refreshed ahead of its expiry
 */
public record InstanceList(
    ProviderStatus status, List<ModelInfo> models, Freshness freshness, AtomicBoolean read) {

  public InstanceList {
    models = List.copyOf(models);
  }

  /** Notes that the list was served; writes only once, because all readers share the flag. */
  public void markRead() {
    if (!read.getPlain()) {
      read.set(true);
    }
  }
}
