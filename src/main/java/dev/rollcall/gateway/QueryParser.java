package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.json.Decimals;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelOrder;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.Source;
import dev.rollcall.model.WireName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads queries, whether they come as query parameters or as JSON. Parameters it does not know are
 * ignored, because clients send their own; a bad value fails with 400 and the parameter's name.
 */
public final class QueryParser {

  private static final int MAX_VALUES = 100;
  private static final int MAX_LENGTH = 2048;
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal MAX_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

  private final Function<String, List<String>> source;

  private QueryParser(Function<String, List<String>> source) {
    this.source = source;
  }

  /**
   * Reads query parameters.
   *
   * @param source gives the values of a parameter, in order; empty when it is not there
   */
  public static ModelQuery parse(Function<String, List<String>> source) {
    return new QueryParser(source).query();
  }

  /** Reads a JSON object; its values are strings, numbers, booleans, or arrays of them. */
  public static ModelQuery parse(JsonObject json) {
    return parse(name -> values(name, json.getValue(name)));
  }

  private static List<String> values(String name, @Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof JsonArray values
        ? values.stream().limit(MAX_VALUES + 1L).map(each -> text(name, each)).toList()
        : List.of(text(name, value));
  }

  private static String text(String name, @Nullable Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw bad(name, "takes strings, numbers or booleans");
  }

  private ModelQuery query() {
    return ModelQuery.builder()
        .providers(list("provider", name -> name))
        .types(list("type", name -> name))
        .capabilities(list("capability", constant("capability", Capability.class)))
        .inputModalities(list("input_modality", constant("input_modality", Modality.class)))
        .outputModalities(list("output_modality", constant("output_modality", Modality.class)))
        .sources(list("source", constant("source", Source.class)))
        .canonical(single("canonical"))
        .q(single("q"))
        .minContext(toLong(whole("min_context", BigDecimal.ZERO, MAX_LONG)))
        .maxInputPrice(price("max_input_price"))
        .maxOutputPrice(price("max_output_price"))
        .free(bool("free"))
        .deprecated(bool("deprecated"))
        .order(order("sort"))
        .limit(toInt(whole("limit", BigDecimal.ONE, MAX_INT)))
        .after(single("after"))
        .build();
  }

  private <T> List<T> list(String name, Function<String, T> read) {
    List<String> sent = values(name);
    if (sent.isEmpty()) {
      return List.of();
    }
    if (sent.size() > MAX_VALUES) {
      throw bad(name, "takes at most " + MAX_VALUES + " values");
    }
    List<String> values =
        sent.stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(String::strip)
            .toList();
    if (values.size() > MAX_VALUES) {
      throw bad(name, "takes at most " + MAX_VALUES + " values");
    }
    if (values.contains("")) {
      throw bad(name, "has an empty value");
    }
    return values.stream().map(read).toList();
  }

  private @Nullable String single(String name) {
    List<String> values = values(name);
    if (values.size() > 1) {
      throw bad(name, "takes one value");
    }
    return values.isEmpty() ? null : values.get(0);
  }

  private List<String> values(String name) {
    List<String> values = source.apply(name);
    for (String value : values) {
      if (value.length() > MAX_LENGTH) {
        throw bad(name, "takes at most " + MAX_LENGTH + " characters");
      }
    }
    return values;
  }

  private static <E extends Enum<E> & WireName> Function<String, E> constant(
      String name, Class<E> type) {
    return value ->
        WireName.find(type, value)
            .orElseThrow(
                () ->
                    bad(name, "has no value " + RequestFailure.quoted(value) + "; " + oneOf(type)));
  }

  private @Nullable ModelOrder order(String name) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    ModelOrder order = ModelOrder.parse(value);
    if (order == null) {
      throw bad(
          name,
          "has no key "
              + RequestFailure.quoted(value)
              + "; "
              + oneOf(ModelOrder.Key.class)
              + ", with - before it for descending");
    }
    return order;
  }

  private @Nullable Boolean bool(String name) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(name, "is true or false, not " + RequestFailure.quoted(value));
    };
  }

  private @Nullable BigDecimal price(String name) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    BigDecimal price = Decimals.parse(value);
    if (price == null || price.signum() < 0) {
      throw bad(name, "is a price in USD such as 0.25, not " + RequestFailure.quoted(value));
    }
    return price;
  }

  private @Nullable BigDecimal whole(String name, BigDecimal least, BigDecimal most) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    BigDecimal number = Decimals.parse(value);
    if (number == null
        || number.scale() > 0
        || number.compareTo(least) < 0
        || number.compareTo(most) > 0) {
      throw bad(
          name, "is a whole number of at least " + least + ", not " + RequestFailure.quoted(value));
    }
    return number;
  }

  private static @Nullable Long toLong(@Nullable BigDecimal number) {
    return number == null ? null : (Long) number.longValueExact();
  }

  private static @Nullable Integer toInt(@Nullable BigDecimal number) {
    return number == null ? null : (Integer) number.intValueExact();
  }

  private static <E extends Enum<E> & WireName> String oneOf(Class<E> type) {
    return "it is one of "
        + Arrays.stream(type.getEnumConstants())
            .map(WireName::wireName)
            .collect(Collectors.joining(" "));
  }

  private static RequestFailure bad(String name, String message) {
    return RequestFailure.badParameter(name, name + " " + message);
  }
}
