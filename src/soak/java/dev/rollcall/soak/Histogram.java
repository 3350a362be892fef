package dev.rollcall.soak;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is on a heap after a full collection, class by class. */
record Histogram(Map<String, Row> rows) {

  private static final Pattern ROW =
      Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)", Pattern.MULTILINE);

  /** The objects of one class. */
  record Row(long instances, long bytes) {}

  /** Reads what {@code jcmd <pid> GC.class_histogram} prints. */
  static Histogram parse(String printed) {
    Map<String, Row> rows = new HashMap<>();
    Matcher row = ROW.matcher(printed);
    while (row.find()) {
      rows.merge(
          row.group(3),
          new Row(Long.parseLong(row.group(1)), Long.parseLong(row.group(2))),
          (one, two) -> new Row(one.instances() + two.instances(), one.bytes() + two.bytes()));
    }
    if (rows.isEmpty()) {
      throw new IllegalStateException("jcmd printed no histogram: " + printed);
    }
    return new Histogram(rows);
  }

  long bytes() {
    return rows.values().stream().mapToLong(Row::bytes).sum();
  }

  /** How many objects there are of these classes, which the name in full or its end names. */
  long instances(List<String> classes) {
    return rows.entrySet().stream()
        .filter(row -> classes.stream().anyMatch(row.getKey()::endsWith))
        .mapToLong(row -> row.getValue().instances())
        .sum();
  }

  /** The classes whose objects take most more, or less, bytes than before. */
  List<String> difference(Histogram before, int most) {
    Row none = new Row(0, 0);
    return Stream.concat(rows.keySet().stream(), before.rows.keySet().stream())
        .distinct()
        .map(
            name ->
                new Change(
                    name, before.rows.getOrDefault(name, none), rows.getOrDefault(name, none)))
        .sorted(Comparator.comparingLong(change -> -Math.abs(change.bytes())))
        .limit(most)
        .map(Change::toString)
        .toList();
  }

  private record Change(String name, Row before, Row after) {

    long bytes() {
      return after.bytes() - before.bytes();
    }

    @Override
    public String toString() {
      return "%+,d bytes, %+,d objects: %s"
          .formatted(bytes(), after.instances() - before.instances(), name);
    }
  }
}
