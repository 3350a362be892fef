package dev.rollcall.model;

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
    for (E constant : type.getEnumConstants()) {
      if (constant.wireName().equals(wireName)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
