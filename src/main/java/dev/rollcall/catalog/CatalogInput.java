package dev.rollcall.catalog;

import dev.rollcall.json.BoundedJson;
import dev.rollcall.json.JsonRow;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One source as it was read for an update.
 *
 * @param source what the catalog's header will say of it
 * @param rows its rows, each id once
 */
public record CatalogInput(CatalogSource source, List<CatalogRow> rows) {

  /** Where models.dev publishes its list. */
  public static final String MODELS_DEV_URL = "https://models.dev/api.json";

  /** Where OpenRouter lists its models; without the parameter it lists those that give text. */
  public static final String OPENROUTER_URL =
      "https://openrouter.ai/api/v1/models?output_modalities=all";

  private static final String MODELS_DEV = "models.dev";
  private static final String OPENROUTER = "OpenRouter";
  private static final int MAX_PAGES = 100;

  /** Several times what the largest source has. */
  private static final int MAX_VALUES = 5_000_000;

  public CatalogInput {
    rows = List.copyOf(rows);
  }

  /**
   * Reads models.dev's list.
   *
   * @param url where it is published
   * @param day {@code YYYY-MM-DD}
   * @throws CatalogException when it cannot be taken
   */
  public static CatalogInput modelsDev(byte[] list, String url, String day) {
    return new CatalogInput(
        new CatalogSource(MODELS_DEV, url, day, "MIT", sha256(List.of(list))),
        ModelsDevImport.rows(list, MODELS_DEV));
  }

  /**
   * Reads OpenRouter's list, all pages of it. A model that moved from one page to the next while
   * they were read is taken once.
   *
   * @param read gives what is at a place
   * @param first the place of the first page, a URL or a file
   * @param url where the list is published
   * @param day {@code YYYY-MM-DD}
   * @throws CatalogException when it cannot be taken or is not whole
   */
  public static CatalogInput openRouter(
      Function<String, byte[]> read, String first, String url, String day) {
    Map<String, CatalogRow> rows = new LinkedHashMap<>();
    List<byte[]> pages = new ArrayList<>();
    long total = 0;
    for (String place = first; place != null; ) {
      if (pages.size() == MAX_PAGES) {
        throw new CatalogException("OpenRouter's list has more than " + MAX_PAGES + " pages.");
      }
      byte[] bytes = read.apply(place);
      OpenRouterImport.Page page = OpenRouterImport.page(bytes, OPENROUTER);
      pages.add(bytes);
      page.rows().forEach(row -> rows.putIfAbsent(row.id(), row));
      total = page.total() == null ? total : page.total();
      place = page.next() == null ? null : OpenRouterImport.next(place, page.next());
    }
    if (rows.size() < total) {
      throw new CatalogException(
          "OpenRouter's list is not whole: it has " + rows.size() + " models of " + total + ".");
    }
    return new CatalogInput(
        new CatalogSource(OPENROUTER, url, day, "facts only", sha256(pages)),
        new ArrayList<>(rows.values()));
  }

  /**
   * The object that a source is, as a strict row.
   *
   * @param input what the source is called in an error
   * @throws CatalogException when it is anything else
   */
  static JsonRow json(byte[] text, String input) {
    String sentence = input + " cannot be read as a JSON object.";
    try {
      if (BoundedJson.read(text, MAX_VALUES) instanceof JsonObject object) {
        return JsonRow.strict(object);
      }
    } catch (BoundedJson.Unreadable notJson) {
      throw new CatalogException(sentence, notJson);
    }
    throw new CatalogException(sentence);
  }

  /** Whether a row is OpenRouter's own word, not models.dev's about it. */
  static boolean isOpenRoutersOwn(CatalogRow row) {
    return OPENROUTER.equals(row.source());
  }

  private static String sha256(List<byte[]> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      parts.forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
