package dev.rollcall.gateway;

import dev.rollcall.feed.FeedEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a model.
 *
 * @param id the same whenever the feed is read
 * @param model where the model is, relative to {@code /v1/}
 * @param summary a sentence
 */
record AtomEntry(
    String id, String title, String provider, String model, Instant updated, String summary) {

  /**
   * Makes the entry of one model of a change.
   *
   * @param model its id
   * @param what one word
   * @param fields what has changed; null when it is new or retired
   */
  static AtomEntry of(
      FeedEvent.Change event, String model, String what, @Nullable List<String> fields) {
    String provider = event.provider();
    String nativeId =
        model.startsWith(provider + "/") ? model.substring(provider.length() + 1) : model;
    String title = provider + ": " + nativeId + " " + what;
    return new AtomEntry(
        urn(event.change().seq() + " " + model),
        fields == null ? title : title + " (" + String.join(", ", fields) + ")",
        provider,
        "models/" + encoded(model),
        event.at(),
        summary(provider, nativeId, what, fields));
  }

  private static String summary(
      String provider, String model, String what, @Nullable List<String> fields) {
    return switch (what) {
      case "added" -> provider + " lists " + model + " now.";
      case "retired" -> provider + " does not list " + model + " any more.";
      default -> "Of " + model + " " + provider + " says another " + named(fields) + ".";
    };
  }

  private static String named(@Nullable List<String> fields) {
    return fields == null ? "thing" : String.join(", ", fields);
  }

  /** A name that is made of a text, and only of that. */
  static String urn(String text) {
    return "urn:uuid:" + uuid(text.getBytes(StandardCharsets.UTF_8));
  }

  static UUID uuid(byte[] of) {
    return UUID.nameUUIDFromBytes(of);
  }

  /** As one segment of a path. */
  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
