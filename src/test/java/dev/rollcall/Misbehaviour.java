package dev.rollcall;

import dev.rollcall.model.ErrorCode;
import dev.rollcall.testing.RawProvider.Exchange;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A way in which a provider misbehaves, and what has to come of it.
 *
 * @param name what it does
 * @param shows which types can show it
 * @param code the error; null when the list is taken all the same
 * @param skipped how many entries of such a list are left out
 * @param hangs whether only the deadline ends it
 * @param onNextPage whether the first page is as it should be
 * @param answer answers a request
 */
record Misbehaviour(
    String name,
    Predicate<String> shows,
    ErrorCode code,
    int skipped,
    boolean hangs,
    boolean onNextPage,
    Answering answer) {

  /** How requests of a type are answered. */
  interface Answering extends BiConsumer<Exchange, TypeFixture> {}

  private static final List<String> PAGED = List.of("gemini", "openrouter", "anthropic", "cohere");

  /** One that brings no list. */
  static Misbehaviour fails(String name, ErrorCode code, Answering answer) {
    return new Misbehaviour(name, type -> true, code, 0, code == ErrorCode.TIMEOUT, false, answer);
  }

  /** One in spite of which both models are listed. */
  static Misbehaviour lists(String name, int skipped, Answering answer) {
    return new Misbehaviour(name, type -> true, null, skipped, false, false, answer);
  }

  /** Sends this with status 200. */
  static Answering ok(String body) {
    return status("200 OK", body);
  }

  /** Sends this, which is another for each type, with status 200. */
  static Answering sends(Function<TypeFixture, String> body) {
    return (exchange, fixture) -> exchange.json("200 OK", body.apply(fixture));
  }

  /** Sends this with a status. */
  static Answering status(String status, String body) {
    return (exchange, fixture) -> exchange.json(status, body);
  }

  /** Only these types can show it. */
  Misbehaviour on(String... types) {
    return on(List.of(types)::contains);
  }

  /** These types take it for something else. */
  Misbehaviour notOn(String... types) {
    return on(type -> !List.of(types).contains(type));
  }

  /** Only types with pages can show it. */
  Misbehaviour onPaged() {
    return on(PAGED::contains);
  }

  /** Only types without pages can show it. */
  Misbehaviour onUnpaged() {
    return on(type -> !PAGED.contains(type));
  }

  /** It begins after a first page that is as it should be. */
  Misbehaviour afterTheFirstPage() {
    return new Misbehaviour(name, PAGED::contains, code, skipped, hangs, true, answer);
  }

  /** A side request is what hangs. */
  Misbehaviour untilTimePasses() {
    return new Misbehaviour(name, shows, code, skipped, true, onNextPage, answer);
  }

  /** Whether the provider says that the key is no good, which is an answer and not a failure. */
  boolean isRefusal() {
    return code == ErrorCode.UNAUTHORIZED || code == ErrorCode.FORBIDDEN;
  }

  /** Answers as this says, or as the type does where it is not the time yet. */
  void answer(Exchange exchange, TypeFixture fixture) {
    if (onNextPage && !TypeFixture.isNextPage(exchange.target())) {
      behave(exchange, fixture);
    } else {
      answer.accept(exchange, fixture);
    }
  }

  /** Answers as a provider of this type does. */
  static void behave(Exchange exchange, TypeFixture fixture) {
    String body = fixture.answerTo(exchange.target());
    exchange.json(body.isEmpty() ? "404 Not Found" : "200 OK", body);
  }

  private Misbehaviour on(Predicate<String> types) {
    return new Misbehaviour(name, types, code, skipped, hangs, onNextPage, answer);
  }

  @Override
  public String toString() {
    return name;
  }
}
