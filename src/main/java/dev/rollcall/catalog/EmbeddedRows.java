package dev.rollcall.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
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

  private final byte[] file;
  private final List<CatalogSource> sources;
  private final SortedMap<String, Section> sections;

  /** Where a type's rows stand in the file. */
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
        file, CatalogFile.sources(CatalogFile.object(text(file, 0, rows))), sections);
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
    return section == null ? List.of() : rows(section);
  }

  private List<CatalogRow> rows(Section section) {
    List<CatalogRow> rows = new ArrayList<>();
    int start = section.start();
    while (start < section.end()) {
      int end = endOfLine(file, start);
      rows.add(RowJson.read(CatalogFile.object(text(file, start, end))));
      start = end;
    }
    return rows;
  }

  private static String type(byte[] file, int line) {
    int start = line + BEFORE_TYPE.length;
    int end = start;
    while (file[end] != '"') {
      end++;
    }
    return text(file, start, end);
  }

  /** The end of a line, which is behind the character that ends it. */
  private static int endOfLine(byte[] file, int start) {
    int end = start;
    while (end < file.length && file[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, file.length);
  }

  private static String text(byte[] file, int start, int end) {
    return new String(file, start, end - start, UTF_8);
  }
}
