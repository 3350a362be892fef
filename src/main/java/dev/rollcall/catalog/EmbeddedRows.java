package dev.rollcall.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.json.BoundedJson;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of the embedded catalog, read by type when they are asked for, because a start needs
 * those of a few types only. The file is checked as a whole when Rollcall is built, not here.
 */
final class EmbeddedRows implements CatalogRows {

  /** How {@link RowJson} begins a row. */
  private static final byte[] BEFORE_TYPE = "{\"type\":\"".getBytes(UTF_8);

  /** Several times what the whole file has. */
  private static final int MAX_VALUES = 500_000;

  private final byte[] file;
  private final List<CatalogSource> sources;
  private final SortedMap<String, Section> sections;

  /** Where lines stand in the file. */
  private record Section(int start, int end) {

    Section upTo(int later) {
      return new Section(start, later);
    }
  }

  private EmbeddedRows(
      byte[] file, List<CatalogSource> sources, SortedMap<String, Section> sections) {
    this.file = file;
    this.sources = sources;
    this.sections = sections;
  }

  /** Finds the types in a file. */
  static EmbeddedRows of(byte[] file) {
    SortedMap<String, Section> sections = new TreeMap<>();
    int rows = endOfLine(file, 0);
    int start = rows;
    while (start < file.length) {
      int end = endOfLine(file, start);
      String type = type(file, start);
      Section known = sections.get(type);
      sections.put(type, known == null ? new Section(start, end) : known.upTo(end));
      start = end;
    }
    return new EmbeddedRows(
        file, CatalogFile.sources(objects(file, new Section(0, rows)).get(0)), sections);
  }

  @Override
  public List<CatalogSource> sources() {
    return sources;
  }

  @Override
  public Set<String> types() {
    return Collections.unmodifiableSet(sections.keySet());
  }

  @Override
  public List<CatalogRow> of(String type) {
    Section section = sections.get(type);
    return section == null
        ? List.of()
        : objects(file, section).stream().map(RowJson::read).toList();
  }

  private static List<JsonObject> objects(byte[] file, Section lines) {
    return BoundedJson.readObjects(file, lines.start(), lines.end(), MAX_VALUES);
  }

  private static String type(byte[] file, int line) {
    int start = line + BEFORE_TYPE.length;
    int end = start;
    while (file[end] != '"') {
      end++;
    }
    return new String(file, start, end - start, UTF_8);
  }

  /** The end of a line, which is behind the character that ends it. */
  private static int endOfLine(byte[] file, int start) {
    int end = start;
    while (end < file.length && file[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, file.length);
  }
}
