package dev.rollcall.model;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Immutable enum sets in declaration order. */
final class Sets {

  private Sets() {}

  static <E extends Enum<E>> Set<E> copy(Collection<E> values, Class<E> type) {
    if (values.isEmpty()) {
      return Set.of();
    }
    EnumSet<E> copy = EnumSet.noneOf(type);
    copy.addAll(values);
    return Collections.unmodifiableSet(copy);
  }

  static <E extends Enum<E>> Set<E> union(Set<E> one, Set<E> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    EnumSet<E> union = EnumSet.copyOf(one);
    union.addAll(other);
    return union;
  }

  static <E extends Enum<E>> Set<E> minus(Set<E> one, Set<E> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one;
    }
    EnumSet<E> rest = EnumSet.copyOf(one);
    rest.removeAll(other);
    return rest;
  }
}
