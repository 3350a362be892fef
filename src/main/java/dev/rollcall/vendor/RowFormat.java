package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.ModelFacts;
import org.jspecify.annotations.Nullable;

/**
 * How one vendor describes a model: reads a row of its list. Pure: no network, no clock, no memory.
 */
public abstract class RowFormat {

  /**
   * Reads a row.
   *
   * @return what it says of its model; null when it has no id that can be used
   * @throws IllegalArgumentException when the row is strict and a field cannot be used
   */
  public final @Nullable ModelFacts read(JsonRow row) {
    String id = id(row);
    if (id == null) {
      return null;
    }
    ModelFacts.Builder facts = ModelFacts.of(id);
    describe(row, facts);
    return facts.build();
  }

  /** The model's native id; null when the row has none that can be used. */
  @Nullable String id(JsonRow row) {
    return row.id("id");
  }

  /** Reads everything but the id. */
  abstract void describe(JsonRow row, ModelFacts.Builder facts);

  /** Sets the date that a vendor has announced as a model's last; null when it has not. */
  static void endsOn(@Nullable String date, ModelFacts.Builder facts) {
    if (date != null) {
      facts.shutdownDate(date).deprecated(true);
    }
  }
}
