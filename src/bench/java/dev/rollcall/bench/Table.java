package dev.rollcall.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects what is measured, prints it as Markdown and writes it as JSON. */
final class Table {

  private static final List<String> HEAD =
      List.of("figure", "against", "value", "goal", "reached", "measured");

  private final List<Row> rows = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  /** Adds a ratio, and shows it at once. */
  void ratio(String figure, String reference, double value, Goal goal, String measured) {
    Row row = new Row(figure, reference, value, goal, measured);
    rows.add(row);
    System.out.println("  " + String.join(" | ", cells(row)));
  }

  /** Adds a figure that is no ratio. */
  void figure(String figure, String unit, double value, String measured) {
    ratio(figure, unit, value, null, measured);
  }

  /** Says loudly that something was not measured. */
  void skip(String what, String why) {
    String sentence = what + ": not measured, because " + why;
    skipped.add(sentence);
    System.out.println("SKIPPED  " + sentence);
  }

  void print() {
    int[] widths = HEAD.stream().mapToInt(String::length).toArray();
    List<List<String>> lines = rows.stream().map(Table::cells).toList();
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    System.out.println();
    print(HEAD, widths);
    System.out.println("|" + "---|".repeat(HEAD.size()));
    lines.forEach(line -> print(line, widths));
    skipped.forEach(sentence -> System.out.println("SKIPPED  " + sentence));
    System.out.println(Machine.description());
  }

  void write(Path file) throws IOException {
    JsonObject json =
        Machine.toJson()
            .put("rows", new JsonArray(rows.stream().map(Row::toJson).toList()))
            .put("skipped", new JsonArray(skipped));
    Files.writeString(file, json.encodePrettily() + "\n");
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.figure(),
        row.reference(),
        Goal.number(row.value()),
        row.goalText(),
        row.reachedText(),
        row.measured());
  }

  private static void print(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      line.append(' ').append(cells.get(i));
      line.append(" ".repeat(widths[i] - cells.get(i).length())).append(" |");
    }
    System.out.println(line);
  }
}
