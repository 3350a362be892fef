package dev.rollcall.launcher;

import dev.rollcall.catalog.CatalogFile;
import dev.rollcall.catalog.CatalogInput;
import dev.rollcall.catalog.CatalogRow;
import dev.rollcall.launcher.Arguments.UsageException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@code launcher catalog} does: it updates, checks and shows catalog files. */
final class CatalogCommands {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int MAX_BYTES = 32 * 1024 * 1024;
  private static final String PROJECT_FILE =
      "src/main/resources/dev/rollcall/catalog/catalog.jsonl";

  private final @Nullable String launcher;
  private final Function<Collection<CatalogRow>, Map<String, String>> crossReferences;
  private final LocalDate today;
  private final PrintStream out;

  /**
   * Makes the commands.
   *
   * @param launcher the directory of the launcher; null when there is none
   * @param crossReferences finds the same models at OpenRouter: its native ids by row id
   * @param out where they print
   */
  CatalogCommands(
      @Nullable String launcher,
      Function<Collection<CatalogRow>, Map<String, String>> crossReferences,
      LocalDate today,
      PrintStream out) {
    this.launcher = launcher;
    this.crossReferences = crossReferences;
    this.today = today;
    this.out = out;
  }

  /**
   * Runs a command.
   *
   * @param args what follows {@code catalog}
   * @throws UsageException when it makes no sense
   * @throws dev.rollcall.catalog.CatalogException when it cannot be done
   */
  void run(List<String> args) throws UsageException {
    String command = args.isEmpty() ? "" : args.get(0);
    List<String> rest = args.subList(Math.min(1, args.size()), args.size());
    switch (command) {
      case "update" -> update(rest);
      case "check" -> check(rest);
      case "show" -> show(rest);
      default -> throw new UsageException("catalog needs update, check or show; see --help");
    }
  }

  private void update(List<String> args) throws UsageException {
    Options options =
        Options.parse(args, Set.of("--models-dev", "--file", "--date"), Set.of("--openrouter"));
    if (!options.words().isEmpty()) {
      throw Options.unknown(options.words().get(0));
    }
    Path file = file(options.get("--file"));
    if (file == null) {
      throw new UsageException("there is no catalog beside the launcher: --file says which one");
    }
    SourceReader reader = new SourceReader(TIMEOUT, MAX_BYTES, out);
    String modelsDev =
        Objects.requireNonNullElse(options.get("--models-dev"), CatalogInput.MODELS_DEV_URL);
    String openRouter = openRouter(options.get("--openrouter"));
    requireNoPassword("--models-dev", modelsDev);
    requireNoPassword("--openrouter", openRouter);
    new CatalogUpdate(reader, crossReferences, day(options.get("--date")), out)
        .run(file, modelsDev, openRouter);
  }

  private void check(List<String> args) throws UsageException {
    Options options = Options.parse(args, Set.of(), Set.of());
    if (options.words().size() > 1) {
      throw Options.unknown(options.words().get(1));
    }
    Path file = file(options.words().isEmpty() ? null : options.words().get(0));
    CatalogFile catalog = CatalogFile.load(file);
    out.println(name(file) + " is a catalog.");
    out.println("sources");
    catalog.sources().forEach(source -> out.println("  " + CatalogText.source(source)));
    out.print(CatalogText.counts(catalog, catalog));
  }

  private void show(List<String> args) throws UsageException {
    Options options = Options.parse(args, Set.of("--file"), Set.of());
    if (options.words().size() != 1) {
      throw new UsageException("catalog show needs one id");
    }
    CatalogFile catalog = CatalogFile.load(file(options.get("--file")));
    CatalogRow row = RowFinder.find(catalog, options.words().get(0));
    out.print(RowText.of(row, catalog));
  }

  /** The file that was named, else the project's own; null for the jar's. */
  private @Nullable Path file(@Nullable String named) {
    if (named != null) {
      return Path.of(named);
    }
    Path project = launcher == null ? null : Path.of(launcher).resolve(PROJECT_FILE);
    return project != null && Files.isRegularFile(project) ? project : null;
  }

  private static String name(@Nullable Path file) {
    return file == null ? "What is in the jar" : file.toString();
  }

  private static @Nullable String openRouter(@Nullable String option) {
    return Options.NO_VALUE.equals(option) ? CatalogInput.OPENROUTER_URL : option;
  }

  /** The address of a source is printed and goes into the file. */
  private static void requireNoPassword(String option, @Nullable String place)
      throws UsageException {
    if (place != null && SourceReader.isUrl(place) && place.split("/", -1)[2].contains("@")) {
      throw new UsageException(option + " needs a URL without a name or password in it");
    }
  }

  private String day(@Nullable String text) throws UsageException {
    try {
      return text == null ? today.toString() : LocalDate.parse(text).toString();
    } catch (DateTimeException noDay) {
      throw new UsageException("--date needs a day such as 2026-11-22");
    }
  }
}
