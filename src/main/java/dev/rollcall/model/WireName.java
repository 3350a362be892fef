package dev.rollcall.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An enum constant that is written in lower case in JSON and queries. */
public interface WireName {

  /** The constant's name. */
  String name();

  /** The name in JSON and queries. */
  default String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant of {@code type} with this wire name, if there is one. */
  static <E extends Enum<E> & WireName> Optional<E> find(Class<E> type, String wireName) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.wireName().equals(wireName))
        .findFirst();
  }
}
