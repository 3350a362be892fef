package dev.rollcall.catalog;

import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes catalog rows of what OpenRouter's models API answers. Ids, names, numbers, dates and flags
 * are taken, prose is not; fields and words it does not know are ignored. Pure: no file, no
 * network, no clock.
 *
 * <p>What each value goes by:
 *
 * <ul>
 *   <li>The context window is that of the top provider, else the model's. A limit of 0 is none.
 *   <li>{@code supported_parameters} says what a model does, and what it does not where it says
 *       anything at all; prices see {@link OpenRouterPrices}.
 *   <li>An {@code expiration_date} means deprecated; none means nothing.
 *   <li>{@code created} is the day OpenRouter added the model: not taken for its release.
 * </ul>
 */
public final class OpenRouterImport {

  /** The type of the rows. */
  static final String TYPE = "openrouter";

  private static final String INPUT = "OpenRouter's list";

  private static final Map<String, Modality> MODALITIES =
      Map.ofEntries(
          Map.entry("text", Modality.TEXT),
          Map.entry("image", Modality.IMAGE),
          Map.entry("audio", Modality.AUDIO),
          Map.entry("speech", Modality.AUDIO),
          Map.entry("video", Modality.VIDEO),
          Map.entry("file", Modality.PDF),
          Map.entry("embeddings", Modality.EMBEDDING),
          Map.entry("transcription", Modality.TEXT));

  private static final Map<String, Capability> TAKES =
      Map.of("image", Capability.VISION, "audio", Capability.AUDIO_INPUT);

  private static final Map<String, Capability> GIVES =
      Map.of(
          "text", Capability.CHAT,
          "image", Capability.IMAGE_GENERATION,
          "video", Capability.VIDEO_GENERATION,
          "speech", Capability.SPEECH,
          "transcription", Capability.TRANSCRIPTION,
          "embeddings", Capability.EMBEDDING,
          "rerank", Capability.RERANK);

  private OpenRouterImport() {}

  /**
   * One answer of the API.
   *
   * @param next where the next page is, as the API writes it; null when this is the last
   * @param total how many models all pages have; null when it does not say
   */
  public record Page(List<CatalogRow> rows, @Nullable String next, @Nullable Long total) {}

  /**
   * Reads an answer.
   *
   * @param text JSON
   * @param source the name of the source that the rows are from
   * @throws CatalogException naming the row that cannot be taken, or that it is no such answer
   */
  public static Page page(byte[] text, String source) {
    JsonObject answer = Fields.read(text, INPUT);
    String at = "data";
    try {
      if (answer.getValue("data") == null) {
        throw new IllegalArgumentException("it is missing");
      }
      List<JsonObject> models = Fields.objects(answer, "data");
      List<CatalogRow> rows = new ArrayList<>(models.size());
      for (JsonObject model : models) {
        at = "data[" + rows.size() + "]";
        String id = Fields.requiredString(model, "id");
        at = id;
        rows.add(row(id, model, source));
      }
      at = "links";
      JsonObject links = Fields.object(answer, "links");
      String next = links == null ? null : Fields.string(links, "next");
      at = "total_count";
      return new Page(
          rows, next == null || next.isEmpty() ? null : next, Fields.whole(answer, "total_count"));
    } catch (IllegalArgumentException unusable) {
      throw new CatalogException(
          INPUT + " cannot be taken: " + at + ": " + unusable.getMessage() + ".", unusable);
    }
  }

  /**
   * Where the next page is.
   *
   * @param here the URL of this page
   * @param link what this page says
   * @throws CatalogException when that is not at the same origin, or this page has none
   */
  static String next(String here, String link) {
    try {
      URI from = new URI(here);
      // URI takes a query alone as a sibling of the page, not as the same page.
      URI there = from.resolve(link.startsWith("?") ? from.getRawPath() + link : link);
      if (from.isAbsolute()
          && Objects.equals(from.getScheme(), there.getScheme())
          && Objects.equals(from.getRawAuthority(), there.getRawAuthority())) {
        return there.toString();
      }
    } catch (URISyntaxException | IllegalArgumentException noUri) {
      // The same as a link that leads elsewhere.
    }
    throw new CatalogException(
        INPUT + " is not whole: it has another page, but not at the same place.");
  }

  /** A name without the author it leads with, as in "Author: Model". */
  static String withoutAuthor(String name) {
    int colon = name.indexOf(": ");
    return name.substring(colon < 0 ? 0 : colon + 2).strip();
  }

  private static CatalogRow row(String id, JsonObject model, String source) {
    JsonObject architecture = object(model, "architecture");
    JsonObject best = object(model, "top_provider");
    Collection<String> input = Fields.strings(architecture, "input_modalities");
    Collection<String> output = Fields.strings(architecture, "output_modalities");
    String name = Fields.string(model, "name");
    Long context = limit(best, "context_length");
    String ends = Fields.string(model, "expiration_date");
    ModelFacts.Builder facts =
        ModelFacts.of(id)
            .name(name == null ? null : withoutAuthor(name))
            .contextWindow(context == null ? limit(model, "context_length") : context)
            .maxOutputTokens(
                output.contains("embeddings") ? null : limit(best, "max_completion_tokens"))
            .modalities(meant(MODALITIES, input), meant(MODALITIES, output))
            .pricing(OpenRouterPrices.of(id, output, object(model, "pricing")))
            .knowledgeCutoff(Fields.string(model, "knowledge_cutoff"))
            .deprecated(ends == null ? null : true)
            .shutdownDate(ends);
    facts.capabilities(meant(TAKES, input)).capabilities(meant(GIVES, output));
    features(Fields.strings(model, "supported_parameters"), facts);
    return new CatalogRow(
        TYPE,
        facts.build(),
        source,
        null,
        new CatalogRow.Links(
            null, nonEmpty(model, "hugging_face_id"), nonEmpty(model, "canonical_slug")));
  }

  private static void features(List<String> parameters, ModelFacts.Builder facts) {
    if (!parameters.isEmpty()) {
      facts
          .can(Capability.FUNCTION_CALLING, hasAny(parameters, "tools", "tool_choice"))
          .can(Capability.REASONING, hasAny(parameters, "reasoning", "include_reasoning"))
          .can(Capability.STRUCTURED_OUTPUT, hasAny(parameters, "structured_outputs"));
    }
  }

  private static boolean hasAny(List<String> parameters, String... wanted) {
    return List.of(wanted).stream().anyMatch(parameters::contains);
  }

  private static <T> List<T> meant(Map<String, T> meanings, Collection<String> words) {
    return words.stream().filter(meanings::containsKey).map(meanings::get).toList();
  }

  private static JsonObject object(JsonObject json, String name) {
    JsonObject value = Fields.object(json, name);
    return value == null ? new JsonObject() : value;
  }

  private static @Nullable String nonEmpty(JsonObject json, String name) {
    String value = Fields.string(json, name);
    return value == null || value.isEmpty() ? null : value;
  }

  private static @Nullable Long limit(JsonObject json, String name) {
    Long tokens = Fields.whole(json, name);
    return tokens == null || tokens == 0 ? null : tokens;
  }
}
