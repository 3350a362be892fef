package dev.rollcall.gateway.dialect;

import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the dialects' fields are made of. What is unknown is left out. */
final class Fields {

  /** The last second whose year has four digits. */
  private static final long LATEST = 253_402_300_799L;

  private Fields() {}

  static JsonObject put(JsonObject json, String field, @Nullable Object value) {
    return value == null ? json : json.put(field, value);
  }

  static JsonArray array(Collection<String> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return array;
  }

  /** What OpenAI's clients need of an entry. */
  static JsonObject openAi(ModelInfo model, Ids ids) {
    return new JsonObject()
        .put("id", ids.of(model))
        .put("object", "model")
        .put("created", model.created())
        .put("owned_by", model.ownedBy());
  }

  /** The display name, else the provider's id. */
  static String name(ModelInfo model) {
    String name = model.facts().name();
    return name == null ? model.facts().nativeId() : name;
  }

  /** When the model was created, in RFC 3339; 1970 stands for unknown. */
  static String createdAt(ModelInfo model) {
    long seconds = model.created();
    return Instant.ofEpochSecond(seconds < 0 || seconds > LATEST ? 0 : seconds).toString();
  }

  /** A date or time as a time with offset; null when it is neither. */
  static @Nullable String time(@Nullable String date) {
    if (date == null) {
      return null;
    }
    try {
      return date.length() == 10
          ? LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant().toString()
          : Instant.parse(date).toString();
    } catch (DateTimeException neither) {
      return null;
    }
  }

  /** Tokens that a prompt may have, else those that prompt and answer may have together. */
  static @Nullable Long inputTokens(ModelFacts facts) {
    return facts.maxInputTokens() == null ? facts.contextWindow() : facts.maxInputTokens();
  }

  /** A number that clients read into 32 bits; null when it is unknown or does not fit. */
  static @Nullable Long int32(@Nullable Long number) {
    return number == null || number > Integer.MAX_VALUE ? null : number;
  }

  /** Whether a model can do something; null when that is not known. */
  static @Nullable Boolean can(ModelFacts facts, Capability capability) {
    if (facts.capabilities().contains(capability)) {
      return true;
    }
    return facts.lacking().contains(capability) ? false : null;
  }

  static boolean does(ModelFacts facts, Capability capability) {
    return facts.capabilities().contains(capability);
  }

  static Rates rates(ModelFacts facts) {
    Pricing pricing = facts.pricing();
    return pricing == null ? Rates.UNKNOWN : pricing.rates();
  }

  /** USD for one token where the price is by 1M. */
  static @Nullable BigDecimal perToken(@Nullable BigDecimal price) {
    return price == null ? null : price.movePointLeft(6).stripTrailingZeros();
  }

  /** A value made of another; null when there is none. */
  static <A, B> @Nullable B map(@Nullable A value, Function<A, B> function) {
    return value == null ? null : function.apply(value);
  }
}
