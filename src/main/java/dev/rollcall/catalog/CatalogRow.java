package dev.rollcall.catalog;

import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import io.vertx.core.json.JsonObject;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog knows of one model at one type of provider.
 *
 * <p>A row that could not be true does not come into being: the constructor refuses ids that no
 * provider uses, limits and prices below what they can be, and dates that are none.
 *
 * @param type the provider type, in Rollcall's words
 * @param facts what is known
 * @param source the name of the {@link CatalogSource} it is from; null when that is not recorded
 * @param filled the facts that its source does not say and another one does; null when there are
 *     none
 * @param lastSeen the day on which its source had the row for the last time, {@code YYYY-MM-DD};
 *     null while it has it
 * @param links what it is called elsewhere
 */
public record CatalogRow(
    String type,
    ModelFacts facts,
    @Nullable String source,
    @Nullable Filled filled,
    @Nullable String lastSeen,
    Links links) {

  /**
   * What a second source adds to a row.
   *
   * @param source the name of that {@link CatalogSource}
   * @param fields the facts that are from there
   */
  public record Filled(String source, Set<ModelField> fields) {
    public Filled {
      fields = Set.copyOf(fields);
    }
  }

  /**
   * What a model is called elsewhere.
   *
   * @param openRouterId the id of the same model at OpenRouter, found by the matching rules; null
   *     on OpenRouter's own rows
   * @param huggingFaceId the repository of its weights, as OpenRouter says it
   * @param slug OpenRouter's permanent name for it, with its date
   * @param canonicalId its canonical id, found by the matching rules; null where the row's facts
   *     say one, or none is known
   */
  public record Links(
      @Nullable String openRouterId,
      @Nullable String huggingFaceId,
      @Nullable String slug,
      @Nullable String canonicalId) {

    /** Nothing is known. */
    public static final Links NONE = new Links(null, null, null);

    /** No canonical id was looked for. */
    public Links(
        @Nullable String openRouterId, @Nullable String huggingFaceId, @Nullable String slug) {
      this(openRouterId, huggingFaceId, slug, null);
    }
  }

  /** The order of a catalog: by type, then by native id. */
  public static final Comparator<CatalogRow> ORDER =
      (one, other) -> {
        int order = one.type().compareTo(other.type());
        return order == 0 ? one.facts().nativeId().compareTo(other.facts().nativeId()) : order;
      };

  private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final int MAX_ID_LENGTH = 128;
  private static final String ID_PUNCTUATION = "~@._:/+-";
  private static final int DATE_LENGTH = 10;
  private static final int MONTH_LENGTH = 7;
  private static final int DECIMAL = 10;

  /**
   * Checks the row.
   *
   * @throws IllegalArgumentException saying which field is wrong
   */
  public CatalogRow {
    check(TYPE.matcher(type).matches(), "type is no name of a provider type");
    checkId(facts.nativeId(), "native_id");
    checkId(facts.canonicalId(), "canonical_id");
    checkLimit(facts.contextWindow(), "context_window");
    checkLimit(facts.maxInputTokens(), "max_input_tokens");
    checkLimit(facts.maxOutputTokens(), "max_output_tokens");
    check(
        facts.pricing() == null || !facts.pricing().hasPriceBelowZero(),
        "pricing has a price below zero");
    checkDate(facts.knowledgeCutoff(), "knowledge_cutoff");
    checkDate(facts.released(), "released");
    checkDate(facts.shutdownDate(), "shutdown_date");
    checkDate(lastSeen, "last_seen");
    check(lastSeen == null || lastSeen.length() > MONTH_LENGTH, "last_seen is no day");
    checkId(links.openRouterId(), "openrouter_id");
    checkId(links.huggingFaceId(), "hugging_face_id");
    checkId(links.slug(), "slug");
    checkId(links.canonicalId(), "found_canonical_id");
  }

  /** A row of one source. */
  public CatalogRow(
      String type,
      ModelFacts facts,
      @Nullable String source,
      @Nullable String lastSeen,
      Links links) {
    this(type, facts, source, null, lastSeen, links);
  }

  /** A row of unknown source and without links. */
  CatalogRow(String type, ModelFacts facts, @Nullable String lastSeen) {
    this(type, facts, null, lastSeen, Links.NONE);
  }

  /** {@code type/native id}, which no other row has. */
  public String id() {
    return type + "/" + facts.nativeId();
  }

  /** Whether the sources no longer have it. */
  public boolean isRetired() {
    return lastSeen != null;
  }

  /** The name of the source that says this field; null when that is not recorded. */
  public @Nullable String sourceOf(ModelField field) {
    return filled != null && filled.fields().contains(field) ? filled.source() : source;
  }

  /** The row as its line in the file says it. */
  public JsonObject toJson() {
    return RowJson.write(this);
  }

  CatalogRow from(String changed) {
    return new CatalogRow(type, facts, changed, filled, lastSeen, links);
  }

  CatalogRow retired(String day) {
    return new CatalogRow(type, facts, source, filled, day, links);
  }

  CatalogRow withOpenRouterId(@Nullable String id) {
    return with(new Links(id, links.huggingFaceId(), links.slug(), links.canonicalId()));
  }

  CatalogRow withCanonicalId(@Nullable String found) {
    return with(new Links(links.openRouterId(), links.huggingFaceId(), links.slug(), found));
  }

  private CatalogRow with(Links changed) {
    return new CatalogRow(type, facts, source, filled, lastSeen, changed);
  }

  /** The row with the canonical id that was found among its facts, where they say none. */
  CatalogRow identified() {
    return facts.canonicalId() != null || links.canonicalId() == null
        ? this
        : new CatalogRow(
            type,
            facts.toBuilder().canonicalId(links.canonicalId()).build(),
            source,
            filled,
            lastSeen,
            links);
  }

  /** These fields of the facts, and what the model is known to lack. */
  static ModelFacts.Builder only(Set<ModelField> fields, ModelFacts facts) {
    ModelFacts.Builder some =
        ModelFacts.of(facts.nativeId()).build().orElse(facts, fields).toBuilder();
    facts.lacking().forEach(lacking -> some.can(lacking, false));
    return some;
  }

  private static void checkId(@Nullable String id, String field) {
    if (id != null && !isId(id)) {
      throw new IllegalArgumentException(field + " is no model id");
    }
  }

  /** By hand, like {@link #isDate}: patterns would take half of the time of loading a catalog. */
  private static boolean isId(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (!isIdCharacter(id.charAt(i))) {
        return false;
      }
    }
    return !id.isEmpty() && id.length() <= MAX_ID_LENGTH;
  }

  private static boolean isIdCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || isDigit(c)
        || ID_PUNCTUATION.indexOf(c) >= 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static void checkLimit(@Nullable Long tokens, String field) {
    if (tokens != null && tokens <= 0) {
      throw new IllegalArgumentException(field + " is not above zero");
    }
  }

  private static void checkDate(@Nullable String date, String field) {
    if (date != null && !isDate(date)) {
      throw new IllegalArgumentException(field + " is no date");
    }
  }

  private static boolean isDate(String date) {
    if (!date.startsWith("20") || (date.length() != MONTH_LENGTH && date.length() != DATE_LENGTH)) {
      return false;
    }
    for (int i = 0; i < date.length(); i++) {
      boolean hyphen = i == 4 || i == MONTH_LENGTH;
      if (hyphen ? date.charAt(i) != '-' : !isDigit(date.charAt(i))) {
        return false;
      }
    }
    int year = Integer.parseInt(date, 0, 4, DECIMAL);
    int month = Integer.parseInt(date, 5, MONTH_LENGTH, DECIMAL);
    int day = date.length() == MONTH_LENGTH ? 1 : Integer.parseInt(date, 8, DATE_LENGTH, DECIMAL);
    return month >= 1 && month <= 12 && YearMonth.of(year, month).isValidDay(day);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
