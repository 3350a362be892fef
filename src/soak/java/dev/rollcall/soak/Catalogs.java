package dev.rollcall.soak;

import dev.rollcall.catalog.Catalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;

/** The catalog files that the configuration names in turn. */
final class Catalogs {

  private final Path file;
  private final Path other;
  private final String text;
  private Path named;

  Catalogs(Path directory) throws IOException {
    file = directory.resolve("catalog.jsonl");
    other = directory.resolve("other-catalog.jsonl");
    try (InputStream in = Catalog.class.getResourceAsStream("catalog.jsonl")) {
      text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    Files.writeString(file, text);
    Files.writeString(other, changed(1));
  }

  /** What {@code catalog.file} says; null for the jar's. */
  String file() {
    return named == null ? null : named.toString();
  }

  void reset() {
    named = null;
  }

  /** Names another file, replaces the named one, or breaks it. */
  String edit(Random random) throws IOException {
    if (named == null || random.nextInt(3) == 0) {
      named = random.nextBoolean() ? file : other;
      return "catalog switched";
    }
    if (random.nextInt(4) == 0) {
      Files.writeString(named, text.substring(0, text.length() / 2));
      return "catalog broken";
    }
    Files.writeString(named, changed(random.nextInt(9)));
    return "catalog replaced";
  }

  private String changed(int by) {
    return text.replace("\"context_window\":200000", "\"context_window\":20000" + by);
  }
}
