package dev.rollcall.catalog;

import java.util.Locale;

/**
 * The rules that find OpenRouter's row of a model at another provider, in their order. Names are
 * compared in lower case with every run of other characters than letters and digits as one hyphen.
 *
 * <p>In {@code enriched.rule} a rule stands in lower case with hyphens, after {@code retired-} when
 * OpenRouter no longer has the row, and after {@code fine-tune-} or {@code variant-} when the row
 * is of the entry's base.
 *
 * <p>Rules that drop what tells builds apart are not there: {@code -latest}, years and months
 * without a day, {@code -preview}, {@code -exp}, {@code -001}.
 */
enum OpenRouterRule {
  /** The ids are the same. */
  OPENROUTER_EXACT(true),
  /** The id is the Hugging Face repository that OpenRouter names for its model. */
  HUGGING_FACE_ID(true),
  /** Author and name are the same; the vendor or the organisation in the id says the author. */
  OPENROUTER_NAME(true),
  /** Author and name are those of OpenRouter's permanent name, which may have a date. */
  OPENROUTER_SLUG(true),
  /** Author and name are the same without the id's full date, or by Claude's other order. */
  OPENROUTER_UNDATED(false),
  /** The same without the id's month and year, which Cohere's ids end with. */
  OPENROUTER_WITHOUT_MONTH(false),
  /** At hosts: the same without what the id says of how the weights are served. */
  OPENROUTER_SERVING_SUFFIX(false),
  /** Where models have many makers: the name is the same, and only one author has such a model. */
  OPENROUTER_BARE_NAME(false),
  /** At hosts: that, without what the id says of how the weights are served. */
  OPENROUTER_BARE_NAME_SERVING_SUFFIX(false),
  /** On servers of one's own: see {@link LocalTag}. */
  OPENROUTER_TAG(false);

  private final boolean sameBuild;

  OpenRouterRule(boolean sameBuild) {
    this.sameBuild = sameBuild;
  }

  /** Whether the row is of the same build, not of another one of the same model. */
  boolean isSameBuild() {
    return sameBuild;
  }

  String ruleName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
