package dev.rollcall.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query.
 *
 * @param data the entries, in the order asked for
 * @param providers the instances the query was about, in configured order
 * @param seq the last change that is in it
 * @param cacheStatus how it came about
 * @param maxAgeSeconds how long it may be kept; null when it should not be, because an instance was
 *     not waited for to the end
 * @param page its place in the whole; null when neither {@code limit} nor {@code after} was given
 */
public record ModelList(
    List<ModelInfo> data,
    List<Summary> providers,
    long seq,
    CacheStatus cacheStatus,
    @Nullable Long maxAgeSeconds,
    @Nullable Page page) {

  public ModelList {
    data = List.copyOf(data);
    providers = List.copyOf(providers);
  }

  /**
   * One instance's part.
   *
   * @param name the instance
   * @param type its type
   * @param source where its list is from
   * @param models how many models it lists, before any filter
   */
  public record Summary(String name, String type, Source source, int models) {}

  /**
   * A page's place.
   *
   * @param total how many entries match, on all pages
   * @param hasMore whether entries follow
   * @param firstId the first entry's id; null on an empty page
   * @param lastId the last entry's id; null on an empty page
   */
  public record Page(
      int total, boolean hasMore, @Nullable String firstId, @Nullable String lastId) {}
}
