package dev.rollcall.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart ids as Ollama, LM Studio and llama.cpp have them: {@code llama3.1:8b-q4_K_M}, {@code
 * hf.co/somebody/Llama-3.2-3B-Instruct-GGUF:Q8_0}, {@code qwen/qwen3-30b@4bit}.
 *
 * <p>The publisher of the repacked file, its format and its quantisation are ignored. The rest is
 * compared without punctuation: name, size, and what else the tag says; or that with {@code
 * instruct}, {@code it} or {@code chat}, since files that do not say so are of the tuned model too.
 * Without a size nothing is found, because the files of a family share its name; models in Ollama's
 * cloud, which come in one size, are the exception.
 */
final class LocalTag {

  private static final Pattern QUANTISED_AS = Pattern.compile("@[^/:]*$|\\.gguf$");
  private static final Pattern FORMAT =
      Pattern.compile("gguf|mlx|\\d+bit|i?q\\d+(_[a-z0-9]+)*|b?f16|fp16|mxfp4|nvfp4|qat");
  private static final Pattern SIZE = Pattern.compile("\\d+(\\.\\d+)?b|\\d+x\\d+b|e\\d+b");
  private static final Pattern BILLIONS = Pattern.compile("(\\d+)(\\.\\d+)?b\\b.*");

  /** Untuned models, and those that make vectors: none of them is the model of that name. */
  private static final Set<String> OTHER_TAGS =
      Set.of("base", "text", "code", "fim", "pt", "embed", "embedding", "embeddings");

  private static final Set<String> OTHER_NAMES =
      Set.of("base", "pt", "embed", "embedding", "embeddings", "rerank", "reranker");

  private static final List<String> TUNED = List.of("", "instruct", "it", "chat");

  /** Ollama's sizes of DeepSeek R1 are of the models that learned from it; 8b changed its own. */
  private static final Map<String, Candidate> DEEPSEEK_R1 =
      Map.of(
          "1.5b", new Candidate("deepseekr1distillqwen15b", "1.5b"),
          "7b", new Candidate("deepseekr1distillqwen7b", "7b"),
          "14b", new Candidate("deepseekr1distillqwen14b", "14b"),
          "32b", new Candidate("deepseekr1distillqwen32b", "32b"),
          "70b", new Candidate("deepseekr1distillllama70b", "70b"),
          "671b", new Candidate("deepseekr1", null));

  private LocalTag() {}

  /**
   * A row to look for.
   *
   * @param key the {@link #key} of its bare name
   * @param size the size that its name has to say; null when it has to say none
   */
  record Candidate(String key, @Nullable String size) {

    /** The row with this key and size. */
    @Nullable CatalogRow in(OpenRouterIndex index) {
      CatalogRow row = index.tagKey(key);
      return row != null && Objects.equals(size, sizeOf(parts(row.facts().nativeId())))
          ? row
          : null;
    }
  }

  /** The letters and digits of a name, in lower case. */
  static String key(String name) {
    return IdKeys.bare(name);
  }

  /**
   * What to look for, in this order.
   *
   * @param id the id
   * @param parameterCount the size that the server gives, such as {@code 8.2B}
   */
  static List<Candidate> candidates(String id, @Nullable String parameterCount) {
    String own = OrganisedName.bareName(id.toLowerCase(Locale.ROOT));
    own = QUANTISED_AS.matcher(own).replaceFirst("");
    int colon = own.indexOf(':');
    List<String> name = parts(colon < 0 ? own : own.substring(0, colon));
    List<String> tag = new ArrayList<>(parts(colon < 0 ? "" : own.substring(colon + 1)));
    if (name.stream().anyMatch(OTHER_NAMES::contains)
        || tag.stream().anyMatch(OTHER_TAGS::contains)) {
      return List.of();
    }
    tag.remove("latest");
    boolean cloud = tag.remove("cloud");
    if (cloud) {
      tag.remove("preview");
    }
    String tagSize = sizeOf(tag);
    if (tagSize != null) {
      tag.remove(tagSize);
      return candidates(name, tagSize, tag, tagSize);
    }
    if (sizeOf(name) != null || cloud) {
      return candidates(name, "", tag, sizeOf(name));
    }
    return sizes(parameterCount).stream()
        .flatMap(size -> candidates(name, size, tag, size).stream())
        .toList();
  }

  private static List<Candidate> candidates(
      List<String> name, String addedSize, List<String> variant, @Nullable String size) {
    String stem = key(String.join("", name));
    if (stem.equals("deepseekr1") && size != null) {
      Candidate candidate = variant.isEmpty() ? DEEPSEEK_R1.get(size) : null;
      return candidate == null ? List.of() : List.of(candidate);
    }
    String key = stem + key(addedSize + String.join("", variant));
    return TUNED.stream().map(tuned -> new Candidate(key + tuned, size)).toList();
  }

  /** The parts of a name or tag without those that say a format. */
  private static List<String> parts(String text) {
    return Arrays.stream(OrganisedName.bareName(text).split("-"))
        .filter(part -> !part.isEmpty() && !FORMAT.matcher(part).matches())
        .toList();
  }

  private static @Nullable String sizeOf(List<String> parts) {
    return parts.stream().filter(part -> SIZE.matcher(part).matches()).findFirst().orElse(null);
  }

  /** What a count of parameters may be called in a name: 1.7B is 1.7b, and 3.2B is 3b. */
  private static List<String> sizes(@Nullable String parameterCount) {
    Matcher count =
        BILLIONS.matcher(parameterCount == null ? "" : parameterCount.toLowerCase(Locale.ROOT));
    if (!count.matches()) {
      return List.of();
    }
    String whole = count.group(1) + "b";
    String exact = count.group(2) == null ? whole : count.group(1) + count.group(2) + "b";
    return Stream.of(exact, whole).distinct().toList();
  }
}
