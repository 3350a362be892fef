package dev.rollcall.launcher;

import dev.rollcall.catalog.CatalogFile;
import dev.rollcall.catalog.CatalogSource;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A catalog's sources and counts as a person reads them. */
final class CatalogText {

  private CatalogText() {}

  /** A source in one line. */
  static String source(CatalogSource source) {
    return Stream.of(source.name(), source.date(), source.licence(), source.url())
        .filter(part -> part != null)
        .collect(Collectors.joining(", "));
  }

  /** How many rows each type has and, in brackets, by how many more or fewer than before. */
  static String counts(CatalogFile before, CatalogFile after) {
    StringBuilder text = new StringBuilder(line("type", "models", "retired"));
    TreeSet<String> types = new TreeSet<>(after.counts(false).keySet());
    types.addAll(after.counts(true).keySet());
    for (String type : types) {
      text.append(
          line(
              type,
              count(before.counts(false), after.counts(false), type),
              count(before.counts(true), after.counts(true), type)));
    }
    return text.append(line("all", sum(before, after, false), sum(before, after, true))).toString();
  }

  private static String sum(CatalogFile before, CatalogFile after, boolean retired) {
    return changed(
        before.counts(retired).values().stream().mapToInt(count -> count).sum(),
        after.counts(retired).values().stream().mapToInt(count -> count).sum());
  }

  private static String count(
      Map<String, Integer> before, Map<String, Integer> after, String type) {
    return changed(before.getOrDefault(type, 0), after.getOrDefault(type, 0));
  }

  private static String changed(int before, int after) {
    return before == after ? "" + after : "%d (%+d)".formatted(after, after - before);
  }

  private static String line(String type, String models, String retired) {
    return "  %-18s %-12s %s%n".formatted(type, models, retired);
  }
}
