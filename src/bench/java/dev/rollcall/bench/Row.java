package dev.rollcall.bench;

import io.vertx.core.json.JsonObject;

/**
 * A line of the table.
 *
 * @param figure what was measured
 * @param reference what it is a ratio to; or the unit, where it is none
 * @param value the figure
 * @param goal what it is to reach; null when there is no goal
 * @param measured what the ratio was made of
 */
record Row(String figure, String reference, double value, Goal goal, String measured) {

  String goalText() {
    return goal == null ? "" : goal.toString();
  }

  String reachedText() {
    return goal == null ? "" : goal.isReached(value) ? "yes" : "NO";
  }

  JsonObject toJson() {
    JsonObject json =
        new JsonObject().put("figure", figure).put("reference", reference).put("value", value);
    if (goal != null) {
      json.put("goal", goal.toString()).put("reached", goal.isReached(value));
    }
    return json.put("measured", measured);
  }
}
