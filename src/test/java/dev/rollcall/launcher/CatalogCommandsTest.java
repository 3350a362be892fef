package dev.rollcall.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.catalog.CatalogException;
import dev.rollcall.catalog.CatalogRow;
import dev.rollcall.launcher.Arguments.UsageException;
import dev.rollcall.testing.SourceLists;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogCommandsTest {

  @TempDir Path directory;
  private Path project;
  private Path file;
  private Function<Collection<CatalogRow>, Map<String, String>> crossReferences = rows -> Map.of();

  /** The project has a catalog of small lists. */
  @BeforeEach
  void makeACatalog() throws Exception {
    project = directory.resolve("app");
    file = project.resolve("src/main/resources/dev/rollcall/catalog/catalog.jsonl");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"format":1,"sources":[{"name":"models.dev","date":"2026-01-01","licence":"MIT","sha256":"00"}],"models":{},"retired":{}}
        """);
    modelsDev(
        SourceLists.modelsDev()
            .with("openai", "gpt-x", ",\"cost\":{\"input\":1.25,\"output\":10}")
            .with("groq", "lab/gpt-x", ""));
    run("update", "--models-dev", at("md"), "--date", "2026-09-30");
  }

  @Test
  void updatesTheProjectsFileAndSaysWhatChanged() throws Exception {
    modelsDev(
        SourceLists.modelsDev()
            .without("xai", "m2")
            .with("openai", "gpt-x", ",\"cost\":{\"input\":1,\"output\":10},\"family\":\"gpt\"")
            .with("openai", "gpt-y", "")
            .with("groq", "lab/gpt-x", ""));

    assertThat(run("update", "--models-dev", at("md")))
        .isEqualTo(
            """
            Reading MD
            added 1
              openai/gpt-y
            removed (kept as retired) 1
              xai/m2
            changed 1
              openai/gpt-x: input 1.25 -> 1; family
              type               models       retired
              anthropic          4            0
              cerebras           4            0
              cohere             4            0
              deepinfra          4            0
              gemini             4            0
              groq               5            0
              mistral            4            0
              openai             6 (+1)       0
              openrouter         4            0
              perplexity         4            0
              togetherai         4            0
              xai                3 (-1)       1 (+1)
              all                50           1 (+1)
            Wrote FILE
            """
                .replace("MD", at("md"))
                .replace("FILE", file.toString()));
    assertThat(Files.readString(file))
        .contains("\"last_seen\":\"2026-09-30\"", "\"date\":\"2026-11-22\"");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void theSameSourcesAgainChangeNothing() throws Exception {
    byte[] before = Files.readAllBytes(file);

    assertThat(run("update", "--models-dev", at("md"), "--date=2027-01-01"))
        .endsWith("Nothing is new, " + file + " is as it was\n");

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void longListsOfChangesAreCut() throws Exception {
    SourceLists list = SourceLists.modelsDev();
    for (int i = 10; i < 50; i++) {
      list.with("openai", "n" + i, "");
    }
    modelsDev(list);

    assertThat(run("update", "--models-dev", at("md")))
        .contains("added 40\n", "  openai/n34\n", "  and 15 more\n")
        .doesNotContain("n35");
  }

  @Test
  void takesOpenRoutersListFromAFileAndLinksTheSameModels() throws Exception {
    crossReferences = rows -> Map.of("openai/gpt-x", "lab/o1");
    write("or", SourceLists.openRouterPage(0, 300, ""));

    assertThat(run("update", "--models-dev", at("md"), "--openrouter", at("or")))
        .contains("Reading " + at("or"), "openrouter         300 (+296)   4 (+4)");

    assertThat(Files.readString(file)).contains("\"openrouter_id\":\"lab/o1\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>  | models.dev's list cannot be read as a JSON object.",
        "{\"openai\":{\"models\":{} | models.dev's list cannot be read as a JSON object.",
        "{}      | models.dev's list has no models of anthropic."
      })
  void aWrongSourceLeavesTheFileAsItWas(String list, String sentence) throws Exception {
    byte[] before = Files.readAllBytes(file);
    write("md", list);

    fails(sentence, "update", "--models-dev", at("md"));

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void aWrongOpenRouterListLeavesTheFileAsItWas() throws Exception {
    byte[] before = Files.readAllBytes(file);
    write("or", SourceLists.openRouterPage(0, 9, ""));
    modelsDev(SourceLists.modelsDev().with("openai", "gpt-y", ""));

    fails(
        "OpenRouter's list has 9 models, fewer than 250.",
        "update",
        "--models-dev",
        at("md"),
        "--openrouter",
        at("or"));
    fails(
        at("none") + " cannot be read: there is no such file.",
        "update",
        "--models-dev",
        at("none"));

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aFileThatIsNotThereYetBeginsAsTheOneInTheJar() throws Exception {
    Path other = directory.resolve("other.jsonl");

    fails(
        "models.dev's list has 4 models of anthropic, less than half of ",
        "update",
        "--models-dev",
        at("md"),
        "--file",
        other.toString());

    assertThat(other).doesNotExist();
  }

  @Test
  void aLinkStaysALink() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link.jsonl"), file);
    modelsDev(SourceLists.modelsDev().with("openai", "gpt-y", ""));

    run("update", "--models-dev", at("md"), "--file", link.toString());

    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(file)).contains("gpt-y");
  }

  @Test
  void checksTheProjectsFile() throws Exception {
    assertThat(run("check"))
        .startsWith(
            file + " is a catalog.\nsources\n  models.dev, 2026-09-30, MIT, https://models.dev/")
        .contains("  openai             5            0\n", "  all                50           0\n");
  }

  @Test
  void aBrokenLineIsNamedWithItsFile() throws Exception {
    Path broken = directory.resolve("broken.jsonl");
    Files.writeString(
        broken, Files.readString(file).replace("\"native_id\":\"gpt-x\"", "\"native_id\":\"\""));

    fails(
        "The catalog " + broken + " is broken in line 31: native_id is missing.",
        "check",
        broken.toString());
  }

  @Test
  void checksTheJarsFileWhereThereIsNoProject() throws Exception {
    project = directory;

    assertThat(run("check")).startsWith("What is in the jar is a catalog.");
  }

  @Test
  void showsARowAndWhereEachValueIsFrom() throws Exception {
    crossReferences = rows -> Map.of("openai/gpt-x", "lab/o1");
    modelsDev(
        SourceLists.modelsDev()
            .with(
                "openai",
                "gpt-x",
                """
                ,"cost":{"input":1,"tiers":[{"input":2,"tier":{"type":"context","size":9}}]},
                "modalities":{"input":["text","image"],"output":["text"]}
                """)
            .with("openrouter", "lab/o1", ",\"family\":\"o\""));
    write("or", SourceLists.openRouterPage(0, 300, ""));
    run("update", "--models-dev", at("md"), "--openrouter", at("or"), "--date", "2026-10-01");

    assertThat(run("show", "openai/gpt-x"))
        .isEqualTo(
            """
            openai/gpt-x
            from models.dev, 2026-10-01, MIT, https://models.dev/api.json
              context_window     1000
              capabilities       chat, vision
              modalities         text, image -> text
              pricing            input 1, input(>9) 2 (USD per 1M tokens)
            found by the matching rules
              openrouter_id      lab/o1
              found_canonical_id lab/o1
            """);
    assertThat(run("show", "lab/o1"))
        .isEqualTo(
            """
            openrouter/lab/o1
            from OpenRouter, 2026-10-01, facts only, https://openrouter.ai/api/v1/models?output_modalities=all
              name               Model
              context_window     2000
            from models.dev, 2026-10-01, MIT, https://models.dev/api.json
              family             o
            found by the matching rules
              found_canonical_id lab/o1
            """);
    assertThat(run("show", "groq/lab/gpt-x"))
        .startsWith(
            "groq/lab/gpt-x  retired, last seen 2026-09-30\nfrom models.dev, 2026-09-30, MIT");
  }

  @Test
  void namesWhatCouldBeMeant() {
    fails("The catalog has no row 'gpt-z'; the nearest are gpt-x.", "show", "gpt-z");
    fails("The catalog has no row '" + "z".repeat(40) + "'.", "show", "z".repeat(40));
    fails("'m1' is several rows: anthropic/m1, cerebras/m1, ", "show", "m1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | catalog needs update, check or show; see --help",
        "refresh | catalog needs update, check or show; see --help",
        "update now | there is no argument 'now'; see --help",
        "update --models-dev | --models-dev needs a value",
        "update --verbose | there is no argument '--verbose'; see --help",
        "update --date 2026-02-30 | --date needs a day such as 2026-11-22",
        "update --openrouter https://me:pw@h/ | "
            + "--openrouter needs a URL without a name or password in it",
        "check a b | there is no argument 'b'; see --help",
        "show | catalog show needs one id",
        "show a b | catalog show needs one id"
      })
  void refusesWhatMakesNoSense(String line, String sentence) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> run(line.isEmpty() ? new String[0] : line.split(" ")))
        .withMessage(sentence);
  }

  @Test
  void anUpdateHasToKnowItsFile() {
    project = directory;

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> run("update", "--models-dev", at("md")))
        .withMessage("there is no catalog beside the launcher: --file says which one");
  }

  private void fails(String sentence, String... args) {
    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> run(args))
        .withMessageStartingWith(sentence);
  }

  private String run(String... args) throws UsageException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new CatalogCommands(
            project.toString(),
            crossReferences,
            LocalDate.of(2026, 11, 22),
            new PrintStream(out, true, UTF_8))
        .run(List.of(args));
    return out.toString(UTF_8).replace("\r\n", "\n");
  }

  private void modelsDev(SourceLists list) throws IOException {
    Files.write(directory.resolve("md"), list.bytes());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(file.getParent())) {
      return files.filter(other -> !other.equals(file)).toList();
    }
  }
}
