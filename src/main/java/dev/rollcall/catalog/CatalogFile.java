package dev.rollcall.catalog;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The content of a catalog file.
 *
 * <p>The file is JSON Lines in UTF-8: a header, then a row a line in {@link CatalogRow#ORDER}, so
 * that two versions of it differ in the lines of the models that differ. The header names the
 * format, the sources, and how many rows each type has; the counts tell a file that lost its end.
 *
 * @param sources where the rows are from
 * @param rows sorted, each id once
 */
public record CatalogFile(List<CatalogSource> sources, List<CatalogRow> rows) {

  private static final long FORMAT = 1;
  private static final String PRICES = "USD per 1M tokens";

  /**
   * Sorts the rows.
   *
   * @throws IllegalArgumentException when two rows have the same id
   */
  public CatalogFile {
    sources = List.copyOf(sources);
    rows = rows.stream().sorted(CatalogRow.ORDER).toList();
    for (int i = 1; i < rows.size(); i++) {
      if (CatalogRow.ORDER.compare(rows.get(i - 1), rows.get(i)) == 0) {
        throw new IllegalArgumentException("two rows are " + rows.get(i).id());
      }
    }
  }

  /** The file's bytes; the same content always gives the same ones. */
  public byte[] write() {
    StringBuilder text = new StringBuilder(header().encode()).append('\n');
    rows.forEach(row -> text.append(RowJson.write(row).encode()).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file.
   *
   * @param name what the file is called in an error
   * @param bytes its content
   * @throws CatalogException naming the line that is broken
   */
  public static CatalogFile read(String name, byte[] bytes) {
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    int number = 1;
    try {
      JsonObject header = object(lines.isEmpty() ? "" : lines.get(0));
      List<CatalogSource> sources = sources(header);
      List<CatalogRow> rows = new ArrayList<>(lines.size());
      while (number < lines.size()) {
        CatalogRow row = RowJson.read(object(lines.get(number++)));
        if (!rows.isEmpty() && CatalogRow.ORDER.compare(rows.get(rows.size() - 1), row) >= 0) {
          throw new IllegalArgumentException(row.id() + " is there twice or out of order");
        }
        rows.add(row);
      }
      CatalogFile file = new CatalogFile(sources, rows);
      number = 1;
      file.checkCounts(header);
      return file;
    } catch (IllegalArgumentException broken) {
      throw new CatalogException(
          "The catalog " + name + " is broken in line " + number + ": " + broken.getMessage() + ".",
          broken);
    }
  }

  private JsonObject header() {
    return new JsonObject()
        .put("format", FORMAT)
        .put("prices", PRICES)
        .put("sources", new JsonArray(sources.stream().map(CatalogFile::write).toList()))
        .put("models", counts(row -> !row.isRetired()))
        .put("retired", counts(CatalogRow::isRetired));
  }

  private JsonObject counts(Predicate<CatalogRow> counted) {
    Map<String, Object> counts = new TreeMap<>();
    rows.stream()
        .filter(counted)
        .forEach(row -> counts.merge(row.type(), 1, (old, one) -> (Integer) old + (Integer) one));
    return new JsonObject(counts);
  }

  private void checkCounts(JsonObject header) {
    JsonObject own = header();
    for (String counts : List.of("models", "retired")) {
      if (!own.getJsonObject(counts).equals(header.getValue(counts))) {
        throw new IllegalArgumentException(
            counts + " counts other rows than the file has, which are " + own.getValue(counts));
      }
    }
  }

  private static List<CatalogSource> sources(JsonObject header) {
    Long format = Fields.whole(header, "format");
    if (format == null || format != FORMAT) {
      throw new IllegalArgumentException("format is not " + FORMAT);
    }
    return Fields.objects(header, "sources").stream()
        .map(
            source ->
                new CatalogSource(
                    Fields.requiredString(source, "name"),
                    Fields.string(source, "url"),
                    Fields.requiredString(source, "date"),
                    Fields.requiredString(source, "licence"),
                    Fields.requiredString(source, "sha256")))
        .toList();
  }

  private static JsonObject write(CatalogSource source) {
    JsonObject json = new JsonObject().put("name", source.name());
    if (source.url() != null) {
      json.put("url", source.url());
    }
    return json.put("date", source.date())
        .put("licence", source.licence())
        .put("sha256", source.sha256());
  }

  private static JsonObject object(String line) {
    try {
      return new JsonObject(line);
    } catch (DecodeException | ClassCastException notObject) {
      throw new IllegalArgumentException("it is no JSON object", notObject);
    }
  }
}
