package dev.rollcall.launcher;

import dev.rollcall.catalog.CatalogDiff;
import dev.rollcall.catalog.CatalogException;
import dev.rollcall.catalog.CatalogFile;
import dev.rollcall.catalog.CatalogInput;
import dev.rollcall.catalog.CatalogMerge;
import dev.rollcall.catalog.CatalogRow;
import dev.rollcall.config.AtomicFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings a catalog file up to date; when anything is wrong, the file stays as it was. */
final class CatalogUpdate {

  private final SourceReader reader;
  private final Function<Collection<CatalogRow>, Map<String, String>> crossReferences;
  private final String day;
  private final PrintStream out;

  /**
   * Makes an update.
   *
   * @param crossReferences finds the same models at OpenRouter: its native ids by row id
   * @param day the day on which the sources stand so, {@code YYYY-MM-DD}
   */
  CatalogUpdate(
      SourceReader reader,
      Function<Collection<CatalogRow>, Map<String, String>> crossReferences,
      String day,
      PrintStream out) {
    this.reader = reader;
    this.crossReferences = crossReferences;
    this.day = day;
    this.out = out;
  }

  /**
   * Reads the sources and writes the file.
   *
   * @param file the catalog; one that is not there yet begins as the one in the jar
   * @param modelsDev a URL or file
   * @param openRouter a URL or file; null leaves it out
   * @throws CatalogException saying in a sentence why not
   */
  void run(Path file, String modelsDev, @Nullable String openRouter) {
    CatalogFile before = CatalogFile.load(Files.exists(file) ? file : null);
    CatalogInput models =
        CatalogInput.modelsDev(
            reader.read(modelsDev), published(modelsDev, CatalogInput.MODELS_DEV_URL), day);
    CatalogInput own =
        openRouter == null
            ? null
            : CatalogInput.openRouter(
                reader::read, openRouter, published(openRouter, CatalogInput.OPENROUTER_URL), day);
    CatalogFile after =
        CatalogMerge.update(before, models, own)
            .crossReferenced(crossReferences)
            .withCanonicalIds();
    out.print(UpdateText.of(CatalogDiff.between(before, after)));
    out.print(CatalogText.counts(before, after));
    out.println(
        write(file, after.write()) ? "Wrote " + file : "Nothing is new, " + file + " is as it was");
  }

  /** The address of a source; a file is a copy of what is published. */
  private static String published(String place, String url) {
    return SourceReader.isUrl(place) ? place : url;
  }

  private static boolean write(Path file, byte[] content) {
    try {
      if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
        return false;
      }
      AtomicFile.write(file, content);
      return true;
    } catch (IOException failure) {
      throw new CatalogException("The catalog " + file + " cannot be written.", failure);
    }
  }
}
