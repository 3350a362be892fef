package dev.rollcall.catalog;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import dev.rollcall.vendor.OpenRouterRows;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes catalog rows of what OpenRouter's models API answers. The facts are those of a live list
 * ({@link OpenRouterRows}) without the ones that the catalog does not keep: when OpenRouter added
 * the model, and the author in front of its name. Pure: no file, no network, no clock.
 */
public final class OpenRouterImport {

  /** The type of the rows. */
  static final String TYPE = "openrouter";

  private static final String INPUT = "OpenRouter's list";
  private static final OpenRouterRows FORMAT = new OpenRouterRows();

  /** The dated name is among a row's links. */
  private static final Set<ModelField> KEPT =
      EnumSet.complementOf(EnumSet.of(ModelField.CREATED, ModelField.ALIASES));

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
    JsonRow answer = CatalogInput.json(text, INPUT);
    String at = "data";
    try {
      if (answer.value("data") == null) {
        throw new IllegalArgumentException("it is missing");
      }
      List<JsonRow> models = answer.rows("data");
      List<CatalogRow> rows = new ArrayList<>(models.size());
      for (JsonRow model : models) {
        at = "data[" + rows.size() + "]";
        at = model.neededText("id");
        rows.add(row(model, source));
      }
      at = "links";
      String next = answer.in("links").id("next");
      at = "total_count";
      return new Page(rows, next, answer.whole("total_count"));
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
    String there = OpenRouterRows.nextPage(here, link);
    if (there == null) {
      throw new CatalogException(
          INPUT + " is not whole: it has another page, but not at the same place.");
    }
    return there;
  }

  /** A name without the author it leads with, as in "Author: Model". */
  static String withoutAuthor(String name) {
    int colon = name.indexOf(": ");
    return name.substring(colon < 0 ? 0 : colon + 2).strip();
  }

  private static CatalogRow row(JsonRow model, String source) {
    ModelFacts listed = FORMAT.read(model);
    if (listed == null) {
      throw new IllegalArgumentException("id is missing");
    }
    ModelFacts.Builder facts = CatalogRow.only(KEPT, listed);
    if (listed.name() != null) {
      facts.name(withoutAuthor(listed.name()));
    }
    return new CatalogRow(
        TYPE,
        facts.build(),
        source,
        null,
        new CatalogRow.Links(null, model.id("hugging_face_id"), model.id("canonical_slug")));
  }
}
