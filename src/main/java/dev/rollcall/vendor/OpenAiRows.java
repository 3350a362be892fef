package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.ModelFacts;
import java.util.Set;

/** OpenAI's rows, and what all rows made after them have in common. */
public class OpenAiRows extends RowFormat {

  /** Owners whose servers send the time of the request as the creation time. */
  private static final Set<String> SEND_REQUEST_TIME =
      Set.of("vllm", "sglang", "llamacpp", "FastFlowLM");

  /** What LM Studio sends for every model. */
  private static final String NOBODY = "organization_owner";

  @Override
  void describe(JsonRow row, ModelFacts.Builder facts) {
    String owner = row.text("owned_by");
    facts
        .ownedBy(NOBODY.equals(owner) ? null : owner)
        .created(
            owner != null && SEND_REQUEST_TIME.contains(owner) ? null : row.created("created"));
    endsOn(row.date("shutdown_date"), facts);
  }
}
