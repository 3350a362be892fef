package dev.rollcall;

import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import dev.rollcall.testing.Recording;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The share of chat models over all recorded lists of a type, each entry of each list counted, that
 * have a context window, prices and capabilities: from the provider alone, and after enrichment. Of
 * the recordings of 2026 also the share with both context window and price, and who lacks one.
 */
final class ChatCoverage {

  /** What is counted, in the order of a row. */
  private static final List<ModelField> FIELDS =
      List.of(ModelField.CONTEXT_WINDOW, ModelField.PRICING, ModelField.CAPABILITIES);

  private static final String ROW = "%-20s %6s %9s  %9s %9s %9s  %9s %9s %9s  %9s%n";

  private final Map<String, Counts> types = new TreeMap<>();

  /** One type's counts. */
  static final class Counts {
    private int chat;
    private int undescribed;
    private final int[] told = new int[FIELDS.size()];
    private final int[] served = new int[FIELDS.size()];
    private int chat2026;
    private int complete2026;
    private final Set<String> misses2026 = new TreeSet<>();

    /** Shares after enrichment in whole percent, rounded down: context, price, capabilities. */
    List<Integer> served() {
      return List.of(percent(served[0], chat), percent(served[1], chat), percent(served[2], chat));
    }

    /** The share of 2026 with context window and price, in whole percent, rounded down. */
    int complete2026() {
      return percent(complete2026, chat2026);
    }

    /** Who lacks what. */
    Set<String> misses2026() {
      return misses2026;
    }

    private String row(String type) {
      return ROW.formatted(
          type,
          chat,
          undescribed,
          percent(told[0], chat) + " %",
          percent(told[1], chat) + " %",
          percent(told[2], chat) + " %",
          percent(served[0], chat) + " %",
          percent(served[1], chat) + " %",
          percent(served[2], chat) + " %",
          chat2026 == 0 ? "-" : complete2026() + " %");
    }

    private static int percent(int count, int all) {
      return all == 0 ? 100 : 100 * count / all;
    }
  }

  /**
   * Whether an entry counts as a chat model: it is said to chat, or neither its provider, nor a
   * row, nor its id says what it is for. A model that nobody describes counts as one that should
   * have been described, though it may make videos.
   */
  static boolean isChat(JsonObject served) {
    JsonArray capabilities = served.getJsonArray("capabilities", new JsonArray());
    return capabilities.isEmpty() || capabilities.contains("chat");
  }

  /** Adds a recording: what its provider told of each model, and the list that was served. */
  void add(Recording recording, List<ModelFacts> told, JsonObject list) {
    Counts counts = types.computeIfAbsent(recording.type(), unseen -> new Counts());
    Iterator<ModelFacts> each = told.iterator();
    Callers.objects(list).forEach(model -> add(counts, recording, each.next(), model));
  }

  private static void add(Counts counts, Recording recording, ModelFacts told, JsonObject served) {
    if (!told.nativeId().equals(served.getString("native_id"))) {
      throw new AssertionError("entries are not in the provider's order");
    }
    if (!isChat(served)) {
      return;
    }
    counts.chat++;
    counts.undescribed += served.containsKey("capabilities") ? 0 : 1;
    for (int i = 0; i < FIELDS.size(); i++) {
      counts.told[i] += FIELDS.get(i).isAbsent(told) ? 0 : 1;
      counts.served[i] += served.containsKey(FIELDS.get(i).wireName()) ? 1 : 0;
    }
    if (recording.file().contains("2026")) {
      counts.chat2026++;
      boolean context = served.containsKey("context_window");
      boolean price = served.containsKey("pricing");
      if (context && price) {
        counts.complete2026++;
      } else {
        counts.misses2026.add(
            told.nativeId() + (context ? "" : " (context)") + (price ? "" : " (price)"));
      }
    }
  }

  Counts of(String type) {
    return types.getOrDefault(type, new Counts());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(ROW.formatted("", "", "", "provider", "", "", "enriched", "", "", "2026 both"));
    text.append(
        ROW.formatted(
            "chat models",
            "",
            "unsaid",
            "context",
            "price",
            "abilities",
            "context",
            "price",
            "abilities",
            ""));
    types.forEach((type, counts) -> text.append(counts.row(type)));
    return text.toString();
  }
}
