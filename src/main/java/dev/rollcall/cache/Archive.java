package dev.rollcall.cache;

import dev.rollcall.config.CacheConfig;
import dev.rollcall.config.Globs;
import dev.rollcall.config.InstanceConfig;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Ticker;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of the stored lists: which may be served after a restart, and which must be rewritten.
 */
final class Archive {

  private final Ticker ticker;
  private final ModelCatalog catalog;
  private final Baselines baselines;
  private final Port port;
  private final Map<String, Found> found = new LinkedHashMap<>();
  private final Map<String, Standing> standing = new HashMap<>();

  /** A list of an earlier run, until there is one of this run. */
  private record Found(StoredList list, @Nullable Kept kept) {}

  /** What an instance's file says. */
  private record Standing(Kept kept, boolean listed, Globs globs) {
    @SuppressWarnings("ReferenceEquality") // comparing long lists is what this saves
    boolean isSameAs(@Nullable Standing other) {
      return other != null
          && kept == other.kept
          && listed == other.listed
          && globs.equals(other.globs);
    }
  }

  Archive(Ticker ticker, ModelCatalog catalog, Baselines baselines, Port port) {
    this.ticker = ticker;
    this.catalog = catalog;
    this.baselines = baselines;
    this.port = port;
  }

  /**
   * Takes in the lists of earlier runs, before any configuration.
   *
   * @return done when changes are told as those since then
   */
  Future<Void> restore(List<StoredList> lists) {
    lists.forEach(list -> found.put(list.instance(), new Found(list, null)));
    return port.beside(() -> listed(lists)).onSuccess(baselines::restore).mapEmpty();
  }

  private Map<String, List<ModelInfo>> listed(List<StoredList> lists) {
    Map<String, List<ModelInfo>> listed = new HashMap<>();
    lists.forEach(
        list -> listed.put(list.instance(), list.listed() ? Rows.own(list, catalog) : List.of()));
    return listed;
  }

  /**
   * An instance's list of an earlier run, fetched with the account it has now.
   *
   * @return null when there is none; a list that came with the type is read from the catalog
   *     instead
   */
  @Nullable Kept listOf(InstanceConfig config, CacheConfig settings) {
    Found earlier = found.get(config.name());
    if (earlier == null || earlier.list().builtin() || !earlier.list().account().isOf(config)) {
      return null;
    }
    Kept kept = Kept.restored(earlier.list(), ticker, settings.ttl(config.name(), config.type()));
    found.put(config.name(), new Found(earlier.list(), kept));
    return kept;
  }

  /** The instances of earlier runs that are not among these. */
  List<String> notAmong(Set<String> configured) {
    return found.keySet().stream().filter(name -> !configured.contains(name)).toList();
  }

  /** Sees to it that an instance's file says what is kept of it. */
  void update(Entry entry, long seq) {
    String name = entry.name();
    Kept kept = entry.kept();
    Found earlier = found.get(name);
    if (kept != null) {
      InstanceConfig config = entry.config();
      Standing now = new Standing(kept, config.isOn(), config.models());
      found.remove(name);
      Standing before = standing.put(name, now);
      if (!now.isSameAs(before == null ? standing(earlier) : before)) {
        port.keep(name, () -> StoredList.of(config, kept, seq));
      }
    } else if (standing.remove(name) != null) {
      port.forget(name);
    } else if (earlier != null && earlier.list().listed() && !entry.isOn()) {
      StoredList unlisted = earlier.list().unlisted();
      found.put(name, new Found(unlisted, earlier.kept()));
      port.keep(name, () -> unlisted);
    }
  }

  private static @Nullable Standing standing(@Nullable Found earlier) {
    return earlier == null || earlier.kept() == null
        ? null
        : new Standing(earlier.kept(), earlier.list().listed(), earlier.list().globs());
  }

  /** Deletes an instance's file, whatever it says. */
  void forget(String instance) {
    found.remove(instance);
    standing.remove(instance);
    port.forget(instance);
  }
}
