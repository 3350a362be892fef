package dev.rollcall;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Makes pages and bodies, in each type's own envelope, that no honest provider sends. */
final class HostilePages {

  private HostilePages() {}

  /** A list of both of the type's models, with these entries in front. */
  static String list(TypeFixture fixture, String... entries) {
    return whole(
        fixture,
        Stream.concat(
            Stream.of(entries), fixture.ids().stream().map(id -> entry(fixture, quoted(id)))));
  }

  /** A list of only these entries. */
  static String listOf(TypeFixture fixture, String... entries) {
    return whole(fixture, Stream.of(entries));
  }

  private static String whole(TypeFixture fixture, Stream<String> entries) {
    return envelope(fixture, "[" + entries.collect(Collectors.joining(",")) + "]", "");
  }

  /** A list with this where its entries should be. */
  static String envelope(TypeFixture fixture, String entries, String more) {
    return switch (fixture.type()) {
      case "togetherai" -> entries;
      case "gemini", "cohere", "ollama", "lmstudio" -> "{\"models\":" + entries + more + "}";
      default -> "{\"object\":\"list\",\"data\":" + entries + more + "}";
    };
  }

  /** A page with one model that leads to the next one by this token, as JSON. */
  static String pageTo(TypeFixture fixture, String token) {
    return page(fixture, "[" + entry(fixture, "\"one\"") + "]", token);
  }

  /** A page without a model that leads to the next one by this token, as JSON. */
  static String emptyPageTo(TypeFixture fixture, String token) {
    return page(fixture, "[]", token);
  }

  private static String page(TypeFixture fixture, String entries, String token) {
    String more =
        switch (fixture.type()) {
          case "gemini" -> ",\"nextPageToken\":" + token;
          case "cohere" -> ",\"next_page_token\":" + token;
          case "anthropic" -> ",\"has_more\":true,\"last_id\":" + token;
          default ->
              ",\"links\":{\"next\":"
                  + (token.startsWith("\"") ? "\"?offset=" + token.substring(1) : token)
                  + "}";
        };
    return envelope(fixture, entries, more);
  }

  /** An entry with this id, as JSON, and these members before it. */
  static String entry(TypeFixture fixture, String id, String... members) {
    String name =
        switch (fixture.type()) {
          case "gemini", "cohere", "ollama" -> "name";
          case "lmstudio" -> "key";
          default -> "id";
        };
    return Stream.concat(Stream.of(members), Stream.of("\"" + name + "\":" + id))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Every field that any type reads a number from, with this number. */
  static String numbers(String number) {
    return Stream.of(
            "created",
            "created_at",
            "context_length",
            "context_window",
            "inputTokenLimit",
            "outputTokenLimit",
            "max_context_length",
            "max_input_tokens",
            "max_tokens",
            "max_completion_tokens",
            "prompt_text_token_price",
            "long_context_threshold",
            "image_price")
        .map(field -> "\"" + field + "\":" + number)
        .collect(
            Collectors.joining(
                ",",
                "",
                ",\"pricing\":{\"prompt\":%1$s,\"input\":%1$s,\"overrides\":[{\"min_prompt_tokens\":%1$s}]},\"meta\":{\"n_ctx\":%1$s,\"n_params\":%1$s}"
                    .formatted(number)));
  }

  /** Every field that any type reads a text or a structure from, with this in it. */
  static String texts(String value) {
    return Stream.of(
            "description",
            "owned_by",
            "display_name",
            "displayName",
            "aliases",
            "capabilities",
            "architecture",
            "features",
            "endpoints",
            "supported_parameters",
            "shutdown_date",
            "deprecation",
            "family",
            "details",
            "quantization",
            "type",
            "links",
            "metadata")
        .map(field -> "\"" + field + "\":" + value)
        .collect(Collectors.joining(","));
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  static Buffer gzip(List<byte[]> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] member : members) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(member);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  static Buffer deflate(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
      deflater.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
