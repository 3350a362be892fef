package dev.rollcall.vendor;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hugging Face's router: a model is served by several providers, each with its own window and
 * price. A value is the model's only where all that are live agree on it; a feature is the model's
 * where any has it, because the router picks a provider that can do what is asked.
 */
final class HuggingFaceRouter {

  private static final TokenPrices PRICES = TokenPrices.perMillion("input", "output");

  private HuggingFaceRouter() {}

  /** Reads the providers of a row; does nothing where it has none. */
  static void describe(JsonRow row, ModelFacts.Builder facts) {
    List<JsonRow> live = new ArrayList<>();
    for (JsonRow provider : row.rows("providers")) {
      if ("live".equals(provider.text("status"))) {
        live.add(provider);
      }
    }
    if (live.isEmpty()) {
      return;
    }
    Rates rates = agreed(live, provider -> PRICES.read(provider.in("pricing")));
    facts
        // The router has one use: chat completions.
        .can(Capability.CHAT)
        .can(Capability.FUNCTION_CALLING, any(live, "supports_tools"))
        .can(Capability.STRUCTURED_OUTPUT, any(live, "supports_structured_output"))
        .contextWindow(agreed(live, provider -> provider.tokens("context_length")))
        .pricing(rates == null ? null : Pricing.of(rates));
  }

  private static <T> @Nullable T agreed(List<JsonRow> live, Function<JsonRow, @Nullable T> value) {
    T first = value.apply(live.get(0));
    return live.stream().allMatch(provider -> Objects.equals(value.apply(provider), first))
        ? first
        : null;
  }

  /** True where one says so, false where all deny it, null where it stays open. */
  private static @Nullable Boolean any(List<JsonRow> live, String flag) {
    if (live.stream().anyMatch(provider -> provider.is(flag))) {
      return true;
    }
    return live.stream().allMatch(provider -> provider.flag(flag) != null) ? false : null;
  }
}
