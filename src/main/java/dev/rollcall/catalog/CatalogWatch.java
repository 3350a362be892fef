package dev.rollcall.catalog;

import dev.rollcall.io.FileWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Loads a catalog, and loads it again when its file changes. A file that cannot be used is reported
 * once for each change, and whatever was loaded before stays in force. All on one context; files
 * are read off the event loop.
 */
public final class CatalogWatch {

  private static final Logger LOG = System.getLogger("dev.rollcall");

  private final Vertx vertx;
  private final Consumer<Catalog> onChange;
  private final FileWatch<Stamp> watch;
  private @Nullable Path file;

  /**
   * Makes a watch that does nothing yet.
   *
   * @param period how often the file is looked at; a change applies after two such periods
   * @param onChange takes every catalog after the first
   */
  public CatalogWatch(Vertx vertx, Duration period, Consumer<Catalog> onChange) {
    this.vertx = vertx;
    this.onChange = onChange;
    watch = new FileWatch<>(vertx, period, this::stamp, now -> look(now.file()));
  }

  /**
   * Loads the first catalog.
   *
   * @param path null for the embedded one
   * @param types whose models are needed at once
   * @return fails with a {@link CatalogException} when it cannot be used
   */
  public Future<Catalog> load(@Nullable String path, Collection<String> types) {
    Path first = path(path);
    return vertx
        .executeBlocking(() -> Look.at(first, catalog -> catalog.prepareModels(types)), false)
        .map(
            look -> {
              file = first;
              watch.know(look.stamp());
              return look.usable();
            });
  }

  /** Begins to look for changes. */
  public void follow() {
    watch.begin();
  }

  /**
   * Watches this file from now on, instead of the one before.
   *
   * @param path null for the embedded one
   * @return never fails
   */
  public Future<Void> switchTo(@Nullable String path) {
    Path next = path(path);
    if (Objects.equals(next, file)) {
      return Future.succeededFuture();
    }
    file = next;
    return look(next);
  }

  /** Ends the watching. */
  public void close() {
    watch.close();
  }

  private Future<Stamp> stamp() {
    Path watched = file;
    return watched == null
        ? Future.succeededFuture(Stamp.of(null))
        : vertx.executeBlocking(() -> Stamp.of(watched));
  }

  private Future<Void> look(@Nullable Path at) {
    return vertx
        .executeBlocking(() -> Look.at(at, Catalog::entries))
        .onSuccess(look -> take(at, look))
        .mapEmpty();
  }

  private void take(@Nullable Path looked, Look look) {
    if (!Objects.equals(looked, file)) {
      return;
    }
    watch.know(look.stamp());
    if (look.catalog() == null) {
      String problem = look.problem() == null ? "" : look.problem().getMessage();
      LOG.log(Level.WARNING, "{0} The last good catalog stays in force.", problem);
      return;
    }
    LOG.log(
        Level.INFO,
        "The catalog {0} is in force, with {1} models",
        looked == null ? "in the jar" : looked,
        look.catalog().entries().size());
    onChange.accept(look.catalog());
  }

  private static @Nullable Path path(@Nullable String path) {
    return path == null ? null : Path.of(path);
  }

  /**
   * What tells that a file has changed.
   *
   * @param file null is the embedded one, which does not change
   * @param size -1 of a file that is not there
   */
  private record Stamp(@Nullable Path file, FileTime modified, long size) {

    static Stamp of(@Nullable Path file) {
      if (file != null) {
        try {
          BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
          return new Stamp(file, is.lastModifiedTime(), is.size());
        } catch (IOException notThere) {
          // As one that is empty, and of no time.
        }
      }
      return new Stamp(file, FileTime.fromMillis(0), -1);
    }
  }

  /**
   * What a file held at one moment.
   *
   * @param stamp from before it was read, so that a change meanwhile is seen the next time
   * @param catalog null when it cannot be used
   * @param problem why not
   */
  private record Look(Stamp stamp, @Nullable Catalog catalog, @Nullable CatalogException problem) {

    /**
     * Loads a file.
     *
     * @param first reads what is needed at once
     */
    static Look at(@Nullable Path file, Consumer<Catalog> first) {
      Stamp stamp = Stamp.of(file);
      try {
        Catalog catalog = Catalog.load(file);
        first.accept(catalog);
        return new Look(stamp, catalog, null);
      } catch (CatalogException problem) {
        return new Look(stamp, null, problem);
      }
    }

    Catalog usable() {
      if (catalog == null) {
        throw Objects.requireNonNull(problem);
      }
      return catalog;
    }
  }
}
