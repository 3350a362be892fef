package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The pages of one fetch, put together within bounds. */
final class PageAccumulator {

  static final int MAX_BYTES = 16 * 1024 * 1024;
  static final int MAX_PAGES = 100;
  static final int MAX_ENTRIES = 20_000;

  private final String host;
  private final Map<String, Listing.Row> rows = new LinkedHashMap<>();
  private final Map<String, Listing.Detail> details = new LinkedHashMap<>();
  private final Set<Listing.Call> calls = new HashSet<>();
  private int skipped;
  private int bytes;

  PageAccumulator(String host) {
    this.host = host;
  }

  /** Notes a request that is to be made; fails when the pages never end. */
  void asking(Listing.Call call) {
    if (!calls.add(call)) {
      throw new FetchFailure(
          ErrorCode.INCOMPLETE, host + " names a page again that it already gave");
    }
    if (calls.size() > MAX_PAGES) {
      throw new FetchFailure(ErrorCode.TOO_LARGE, host + " has more than " + MAX_PAGES + " pages");
    }
  }

  /** How many bytes the next answer may have. */
  int bytesLeft() {
    return MAX_BYTES - bytes;
  }

  void received(Answer answer) {
    bytes += answer.body().length();
  }

  /** Whether a page has been taken, so that a failure now means half a list. */
  boolean hasPages() {
    return calls.size() > 1 && !rows.isEmpty();
  }

  void add(Listing.Page page) {
    skipped += page.skipped();
    for (Listing.Row row : page.rows()) {
      rows.merge(
          row.facts().nativeId(),
          row,
          (first, again) -> new Listing.Row(first.facts().plus(again.facts()), first.detailKey()));
    }
    if (rows.size() > MAX_ENTRIES) {
      throw new FetchFailure(
          ErrorCode.TOO_LARGE, host + " lists more than " + MAX_ENTRIES + " models");
    }
    page.details().forEach(detail -> details.putIfAbsent(detail.key(), detail));
  }

  List<Listing.Detail> details() {
    return new ArrayList<>(details.values());
  }

  /** What side requests can add to, by key. */
  Set<String> detailKeys() {
    return rows.values().stream()
        .map(Listing.Row::detailKey)
        .filter(key -> key != null)
        .collect(Collectors.toSet());
  }

  /**
   * The whole list.
   *
   * @param known what side requests said, by key
   * @param mayBeEmpty whether no entry can be the truth
   */
  Fetched.Complete complete(Map<String, ModelFacts> known, boolean mayBeEmpty) {
    if (rows.isEmpty() && skipped > 0) {
      throw new FetchFailure(
          ErrorCode.MALFORMED, host + " sent " + skipped + " entries, none of them usable");
    }
    if (rows.isEmpty() && !mayBeEmpty) {
      throw new FetchFailure(ErrorCode.EMPTY, host + " sent an empty list");
    }
    return new Fetched.Complete(
        rows.values().stream().map(row -> withDetail(row, known)).toList(), skipped);
  }

  private static ModelFacts withDetail(Listing.Row row, Map<String, ModelFacts> known) {
    ModelFacts detail = row.detailKey() == null ? null : known.get(row.detailKey());
    return detail == null ? row.facts() : row.facts().orElse(detail);
  }
}
