package dev.rollcall.catalog;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An id as a provider lists it, taken apart.
 *
 * @param id the id itself
 * @param base the id of the model it is a form of; {@code id} when it is none
 * @param form which form
 */
record ListedId(String id, String base, Form form) {

  private static final Pattern VARIANT =
      Pattern.compile("(.+):(free|thinking|extended|nitro|floor|online|exacto|batch)");

  /** OpenRouter, and servers that may pass its ids on. */
  private static final Set<String> VARIANT_TYPES = Set.of("openrouter", "openai-compatible");

  private static final Pattern FINE_TUNE = Pattern.compile("ft:([^:]+):.*");

  /**
   * Takes an id apart.
   *
   * @return null for an id that names no vendor's model: Gemini's tuned models
   */
  static @Nullable ListedId of(String type, String id) {
    if (type.equals("gemini")) {
      if (id.startsWith("tunedModels/")) {
        return null;
      }
      return plain(id.startsWith("models/") ? id.substring("models/".length()) : id);
    }
    if (id.indexOf(':') < 0) {
      return plain(id);
    }
    Matcher fineTune = FINE_TUNE.matcher(id);
    if (fineTune.matches()) {
      return new ListedId(id, fineTune.group(1), Form.FINE_TUNE);
    }
    Matcher variant = VARIANT_TYPES.contains(type) ? VARIANT.matcher(id) : null;
    if (variant != null && variant.matches()) {
      boolean free = variant.group(2).equals("free");
      return new ListedId(id, variant.group(1), free ? Form.FREE_VARIANT : Form.VARIANT);
    }
    return plain(id);
  }

  private static ListedId plain(String id) {
    return new ListedId(id, id, Form.PLAIN);
  }

  /** What the name of a rule begins with when it found the base. */
  String rulePrefix() {
    return switch (form) {
      case PLAIN -> "";
      case VARIANT, FREE_VARIANT -> "variant-";
      case FINE_TUNE -> "fine-tune-";
    };
  }

  /** How an id stands to its base. */
  enum Form {
    /** It is the base. */
    PLAIN,
    /** The base by another route, at a price of its own. */
    VARIANT,
    /** The base for nothing. */
    FREE_VARIANT,
    /** A model made from the base: it has its limits and abilities, not its identity or price. */
    FINE_TUNE
  }
}
