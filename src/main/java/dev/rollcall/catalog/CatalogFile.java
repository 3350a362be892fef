package dev.rollcall.catalog;

import dev.rollcall.json.JsonRow;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  private static final String RESOURCE = "catalog.jsonl";
  private static final int MAX_BYTES = 64 * 1024 * 1024;
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

  /**
   * Reads and checks a file. It blocks for as long as reading a file takes: not for an event loop.
   *
   * @param file null reads the embedded one
   * @throws CatalogException when the file cannot be read, or naming the line that is broken
   */
  public static CatalogFile load(@Nullable Path file) {
    return read(name(file), bytes(file));
  }

  /**
   * A file's content, unchecked but for its length.
   *
   * @param file null reads the embedded one
   */
  static byte[] bytes(@Nullable Path file) {
    String name = name(file);
    try (InputStream input = open(file)) {
      byte[] bytes = input.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new CatalogException("The catalog " + name + " is larger than 64 MiB.");
      }
      return bytes;
    } catch (IOException unreadable) {
      throw new CatalogException("The catalog " + name + " cannot be read.", unreadable);
    }
  }

  private static String name(@Nullable Path file) {
    return file == null ? RESOURCE : file.toString();
  }

  private static InputStream open(@Nullable Path file) throws IOException {
    if (file != null) {
      return Files.newInputStream(file);
    }
    InputStream resource = CatalogFile.class.getResourceAsStream(RESOURCE);
    if (resource == null) {
      throw new FileNotFoundException(RESOURCE);
    }
    return resource;
  }

  /** The source of that name; null when there is none. */
  public @Nullable CatalogSource source(@Nullable String name) {
    return sources.stream().filter(source -> source.name().equals(name)).findFirst().orElse(null);
  }

  /** How many rows each type has, in the types' order. */
  public Map<String, Integer> counts(boolean retired) {
    Map<String, Integer> counts = new TreeMap<>();
    rows.stream()
        .filter(row -> row.isRetired() == retired)
        .forEach(row -> counts.merge(row.type(), 1, Integer::sum));
    return counts;
  }

  /**
   * The same rows, each with what {@code find} says is the same model at OpenRouter.
   *
   * @param find gives native ids of OpenRouter's by row id
   */
  public CatalogFile crossReferenced(Function<Collection<CatalogRow>, Map<String, String>> find) {
    Map<String, String> found = find.apply(rows);
    return new CatalogFile(
        sources, rows.stream().map(row -> row.withOpenRouterId(found.get(row.id()))).toList());
  }

  /** The same rows, each with the canonical id that is found where its facts say none. */
  public CatalogFile withCanonicalIds() {
    return new CatalogFile(sources, CanonicalIds.find(rows));
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
      Set<String> names = sources.stream().map(CatalogSource::name).collect(Collectors.toSet());
      List<CatalogRow> rows = new ArrayList<>(lines.size());
      while (number < lines.size()) {
        CatalogRow row = RowJson.read(object(lines.get(number++)));
        if (!rows.isEmpty() && CatalogRow.ORDER.compare(rows.get(rows.size() - 1), row) >= 0) {
          throw new IllegalArgumentException(row.id() + " is there twice or out of order");
        }
        requireNamed(row, names);
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
        .put("models", new JsonObject(new TreeMap<>(counts(false))))
        .put("retired", new JsonObject(new TreeMap<>(counts(true))));
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

  private static void requireNamed(CatalogRow row, Set<String> names) {
    CatalogRow.Filled filled = row.filled();
    if ((row.source() != null && !names.contains(row.source()))
        || (filled != null && !names.contains(filled.source()))) {
      throw new IllegalArgumentException("source is none of the header's");
    }
  }

  static List<CatalogSource> sources(JsonObject header) {
    JsonRow row = JsonRow.strict(header);
    Long format = row.whole("format");
    if (format == null || format != FORMAT) {
      throw new IllegalArgumentException("format is not " + FORMAT);
    }
    return row.rows("sources").stream()
        .map(
            source ->
                new CatalogSource(
                    source.neededText("name"),
                    source.text("url"),
                    source.neededText("date"),
                    source.neededText("licence"),
                    source.neededText("sha256")))
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
