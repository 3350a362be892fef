package dev.rollcall.launcher;

import dev.rollcall.catalog.CatalogDiff;
import dev.rollcall.catalog.CatalogRow;
import dev.rollcall.model.ModelField;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an update did, as a person reads it: changed prices first, long lists cut. */
final class UpdateText {

  private static final int LINES = 25;
  private static final int WIDTH = 160;

  private UpdateText() {}

  static String of(CatalogDiff diff) {
    return section("added", diff.added(), CatalogRow::id)
        + section("removed (kept as retired)", diff.retired(), CatalogRow::id)
        + section("back", diff.back(), CatalogRow::id)
        + section(
            "changed",
            diff.changed().stream()
                .sorted(Comparator.comparing(change -> !change.isPrice()))
                .toList(),
            UpdateText::change);
  }

  private static <T> String section(String title, List<T> rows, Function<T, String> line) {
    if (rows.isEmpty()) {
      return "";
    }
    Stream<String> lines = rows.stream().limit(LINES).map(row -> "  " + cut(line.apply(row)));
    Stream<String> more =
        rows.size() > LINES ? Stream.of("  and " + (rows.size() - LINES) + " more") : Stream.of();
    return Stream.of(Stream.of(title + " " + rows.size()), lines, more)
        .flatMap(part -> part)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String change(CatalogDiff.Change change) {
    String others =
        change.fields().stream()
            .filter(field -> field != ModelField.PRICING)
            .map(ModelField::wireName)
            .collect(Collectors.joining(", "));
    String prices = PriceText.change(change.before(), change.after());
    return change.after().id()
        + ": "
        + prices
        + (prices.isEmpty() || others.isEmpty() ? "" : "; ")
        + others;
  }

  private static String cut(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "...";
  }
}
