package dev.rollcall.catalog;

import dev.rollcall.model.Capability;
import dev.rollcall.model.Modalities;
import dev.rollcall.model.Modality;
import dev.rollcall.model.WireName;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a models.dev row says about a model's abilities beyond its flags.
 *
 * <p>The vocabulary there is {@code text audio image video pdf}; other words say nothing. It has no
 * word for vectors, scores and verdicts, and writes {@code text} for them. Such models are known by
 * the word their vendors put into the id or the family; that word gives the capability.
 */
final class ModelsDevCapabilities {

  private static final Map<String, Capability> WORDS =
      Map.of(
          "embed", Capability.EMBEDDING,
          "embedding", Capability.EMBEDDING,
          "embeddings", Capability.EMBEDDING,
          "rerank", Capability.RERANK,
          "reranker", Capability.RERANK,
          "moderation", Capability.MODERATION,
          "guard", Capability.MODERATION,
          "safeguard", Capability.MODERATION,
          "safety", Capability.MODERATION);

  private ModelsDevCapabilities() {}

  /** What goes in and comes out; what comes out of an embedding model are vectors. */
  static Modalities modalities(JsonObject model, String id, @Nullable String family) {
    JsonObject json =
        Objects.requireNonNullElseGet(Fields.object(model, "modalities"), JsonObject::new);
    Set<Modality> output = modalities(json, "output");
    if (named(id, family).contains(Capability.EMBEDDING) && output.remove(Modality.TEXT)) {
      output.add(Modality.EMBEDDING);
    }
    return new Modalities(modalities(json, "input"), output);
  }

  /**
   * The capabilities that follow.
   *
   * @param hasContext whether the row has a context window; the ones without are image models and
   *     transcribers, even if text comes out of them
   */
  static Collection<Capability> of(
      Modalities modalities, String id, @Nullable String family, boolean hasContext) {
    Set<Modality> in = modalities.input();
    Set<Modality> out = modalities.output();
    Set<Capability> named = named(id, family);
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    all.addAll(named);
    if (named.isEmpty() && hasContext && isConversation(in, out)) {
      all.add(Capability.CHAT);
    }
    if (in.contains(Modality.IMAGE)) {
      all.add(Capability.VISION);
    }
    if (in.contains(Modality.AUDIO)) {
      all.add(Capability.AUDIO_INPUT);
    }
    if (out.contains(Modality.IMAGE)) {
      all.add(Capability.IMAGE_GENERATION);
    }
    if (out.contains(Modality.VIDEO)) {
      all.add(Capability.VIDEO_GENERATION);
    }
    if (in.equals(Set.of(Modality.TEXT)) && out.equals(Set.of(Modality.AUDIO))) {
      all.add(Capability.SPEECH);
    }
    if (in.equals(Set.of(Modality.AUDIO)) && out.equals(Set.of(Modality.TEXT))) {
      all.add(Capability.TRANSCRIPTION);
    }
    return all;
  }

  /**
   * Text in, text out; sound comes out of a conversation only if it may go in, else it is music.
   */
  private static boolean isConversation(Set<Modality> in, Set<Modality> out) {
    return in.contains(Modality.TEXT)
        && out.contains(Modality.TEXT)
        && (in.contains(Modality.AUDIO) || !out.contains(Modality.AUDIO));
  }

  private static Set<Capability> named(String id, @Nullable String family) {
    EnumSet<Capability> named = EnumSet.noneOf(Capability.class);
    Stream.of(id, Objects.requireNonNullElse(family, ""))
        .flatMap(text -> Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)))
        .map(WORDS::get)
        .filter(Objects::nonNull)
        .forEach(named::add);
    return named;
  }

  private static Set<Modality> modalities(JsonObject json, String direction) {
    EnumSet<Modality> known = EnumSet.noneOf(Modality.class);
    List<String> words = Fields.strings(json, direction);
    words.stream()
        .map(word -> WireName.find(Modality.class, word))
        .flatMap(Optional::stream)
        .forEach(known::add);
    return known;
  }
}
