package dev.rollcall;

import dev.rollcall.model.ModelFacts;
import dev.rollcall.testing.Recording;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * How many of each recording's models have a context window, prices and capabilities: from the
 * provider alone, and after enrichment.
 */
final class RecordedTable {

  private static final String ROW = "%-72s %6s  %9s %9s %9s  %9s %9s %9s%n";

  private final Map<String, Counts> recordings = new LinkedHashMap<>();
  private final Map<String, Counts> types = new LinkedHashMap<>();
  private final List<String> leftOut = new ArrayList<>();

  /** Models with a context window, a price and capabilities, before and after enrichment. */
  private record Counts(int models, List<Integer> told, List<Integer> served) {

    Counts plus(Counts other) {
      return new Counts(models + other.models, sums(told, other.told), sums(served, other.served));
    }

    private static List<Integer> sums(List<Integer> one, List<Integer> other) {
      return List.of(
          one.get(0) + other.get(0), one.get(1) + other.get(1), one.get(2) + other.get(2));
    }

    String row(String name) {
      return ROW.formatted(
          name,
          models,
          percent(told, 0),
          percent(told, 1),
          percent(told, 2),
          percent(served, 0),
          percent(served, 1),
          percent(served, 2));
    }

    private String percent(List<Integer> counts, int index) {
      return models == 0 ? "-" : Math.round(100.0 * counts.get(index) / models) + " %";
    }
  }

  /** Adds a recording: what its provider told of each model, and the list that was served. */
  void add(Recording recording, List<ModelFacts> told, JsonObject list) {
    List<JsonObject> served = Callers.objects(list).toList();
    Counts counts =
        new Counts(
            served.size(),
            List.of(
                count(told, facts -> facts.contextWindow() != null),
                count(told, facts -> facts.pricing() != null),
                count(told, facts -> !facts.capabilities().isEmpty())),
            List.of(
                count(served, model -> model.containsKey("context_window")),
                count(served, model -> model.containsKey("pricing")),
                count(served, model -> model.containsKey("capabilities"))));
    recordings.put(recording.file(), counts);
    types.merge(recording.type(), counts, Counts::plus);
  }

  /** Adds a recording that is not replayed as a list, with the reason. */
  void leaveOut(Recording recording, String reason) {
    leftOut.add(recording.file() + ": " + reason);
  }

  int rows() {
    return recordings.size();
  }

  /** How many values enrichment took away. */
  int losses() {
    int losses = 0;
    for (Counts counts : recordings.values()) {
      for (int i = 0; i < 3; i++) {
        losses += Math.max(0, counts.told().get(i) - counts.served().get(i));
      }
    }
    return losses;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(ROW.formatted("", "", "provider", "", "", "enriched", "", ""));
    text.append(
        ROW.formatted(
            "recording",
            "models",
            "context",
            "price",
            "abilities",
            "context",
            "price",
            "abilities"));
    recordings.forEach((file, counts) -> text.append(counts.row(file)));
    text.append(System.lineSeparator());
    types.forEach((type, counts) -> text.append(counts.row("all of " + type)));
    types.values().stream()
        .reduce(Counts::plus)
        .filter(Objects::nonNull)
        .ifPresent(all -> text.append(all.row("all")));
    text.append(System.lineSeparator()).append("left out").append(System.lineSeparator());
    leftOut.forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
    return text.toString();
  }

  private static <T> int count(List<T> models, Predicate<T> has) {
    return (int) models.stream().filter(has).count();
  }
}
