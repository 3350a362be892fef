package dev.rollcall.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogFileTest {

  private static final CatalogSource SOURCE =
      new CatalogSource("a source", "https://source.example/list", "2026-09-30", "MIT", "00ff");

  private static final CatalogFile FILE =
      new CatalogFile(
          List.of(SOURCE, new CatalogSource("another", null, "2026-10-01", "MIT", "ff00")),
          List.of(
              new CatalogRow("openai", withTiers("gpt-b"), null),
              new CatalogRow("anthropic", ModelFacts.of("claude").name("Claude “ü”").build(), null),
              new CatalogRow("openai", RowSamples.facts("gpt-a"), "2026-05-11")));

  @TempDir private Path folder;

  @Test
  void readsWhatItWrites() {
    CatalogFile read = CatalogFile.read("c", FILE.write());

    assertThat(read).isEqualTo(FILE);
    assertThat(read.write()).isEqualTo(FILE.write());
  }

  @Test
  void isAModelALineAfterAHeaderSorted() {
    assertThat(text().lines())
        .containsExactly(
            "{\"format\":1,\"prices\":\"USD per 1M tokens\",\"sources\":["
                + "{\"name\":\"a source\",\"url\":\"https://source.example/list\","
                + "\"date\":\"2026-09-30\",\"licence\":\"MIT\",\"sha256\":\"00ff\"},"
                + "{\"name\":\"another\",\"date\":\"2026-10-01\",\"licence\":\"MIT\","
                + "\"sha256\":\"ff00\"}],\"models\":{\"anthropic\":1,\"openai\":1},"
                + "\"retired\":{\"openai\":1}}",
            "{\"type\":\"anthropic\",\"native_id\":\"claude\",\"name\":\"Claude “ü”\"}",
            "{\"type\":\"openai\",\"native_id\":\"gpt-a\",\"name\":\"Name of gpt-a\","
                + "\"family\":\"family\",\"canonical_id\":\"lab/gpt-a\",\"context_window\":1000,"
                + "\"max_input_tokens\":900,\"max_output_tokens\":100,"
                + "\"capabilities\":[\"chat\"],\"lacking\":[\"reasoning\"],"
                + "\"modalities\":{\"input\":[\"text\"],\"output\":[\"text\"]},"
                + "\"pricing\":{\"input\":\"0.06\",\"output\":\"2\"},"
                + "\"knowledge_cutoff\":\"2025-01\",\"released\":\"2025-03-04\","
                + "\"open_weights\":false,\"deprecated\":true,\"last_seen\":\"2026-05-11\"}",
            "{\"type\":\"openai\",\"native_id\":\"gpt-b\",\"pricing\":{\"input\":\"1\","
                + "\"output\":\"2\",\"tiers\":[{\"above_input_tokens\":200000,\"input\":\"3\","
                + "\"output\":\"4.5\"}]}}");
    assertThat(text()).endsWith("}\n").doesNotContain("\r");
  }

  @Test
  void keepsWhereEveryValueIsFrom() {
    CatalogRow row =
        new CatalogRow(
            "openrouter",
            ModelFacts.of("lab/x")
                .family("x")
                .shutdownDate("2027-01-01")
                .pricing(
                    new Pricing(
                        Rates.UNKNOWN,
                        List.of(),
                        List.of(new Pricing.Other(Pricing.Unit.REQUEST, new BigDecimal("0.01")))))
                .build(),
            "a source",
            new CatalogRow.Filled("another", Set.of(ModelField.FAMILY)),
            null,
            new CatalogRow.Links(null, "Lab/X", "lab/x-20260101"));
    CatalogFile file = new CatalogFile(FILE.sources(), List.of(row));

    assertThat(CatalogFile.read("c", file.write())).isEqualTo(file);
    assertThat(new String(file.write(), UTF_8))
        .contains("\"filled\":{\"source\":\"another\",\"fields\":[\"family\"]}");
  }

  @Test
  void refusesARowOfASourceThatTheHeaderDoesNotHave() {
    String text = text().replace("\"released\":", "\"source\":\"nowhere\",\"released\":");

    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> CatalogFile.read("c", text.getBytes(UTF_8)))
        .withMessage("The catalog c is broken in line 3: source is none of the header's.");
  }

  @Test
  void refusesTheSameIdTwice() {
    List<CatalogRow> twice =
        List.of(
            new CatalogRow("openai", RowSamples.facts("a"), null),
            new CatalogRow("openai", RowSamples.facts("a"), "2026-05-11"));

    assertThatIllegalArgumentException().isThrownBy(() -> new CatalogFile(List.of(), twice));
  }

  @Test
  void fieldsOfALaterVersionAreIgnored() {
    String text = text().replace("\"native_id\":", "\"colour\":[1],\"native_id\":");

    assertThat(CatalogFile.read("c", text.getBytes(UTF_8))).isEqualTo(FILE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\":1|\"format\":2|1: format is not 1",
        "{\"format\":1,|{|1: format is not 1",
        "{\"format\":1|[{\"format\":1|1: it is no JSON object",
        "\"licence\":\"MIT\",||1: licence is missing",
        "\"anthropic\":1,|\"anthropic\":2,|1: models counts other rows",
        "\"retired\":{\"openai\":1}|\"retired\":{}|1: retired counts other rows",
        "{\"type\":\"anthropic\",|{|2: type is missing",
        "\"type\":\"anthropic\"|\"type\":\"An Thropic\"|2: type is no name of a provider type",
        "\"native_id\":\"claude\"|\"native_id\":null|2: native_id is missing",
        "\"native_id\":\"claude\"|\"native_id\":\"cl aude\"|2: native_id is no model id",
        "\"native_id\":\"claude\"|\"native_id\":7|2: native_id is no string",
        "“ü”\"}|“ü”\"|2: it is no JSON object",
        "\"context_window\":1000|\"context_window\":0|3: context_window is not above zero",
        "\"context_window\":1000|\"context_window\":1.5|3: context_window is no whole number",
        "\"context_window\":1000|\"context_window\":\"1000\"|3: context_window is no whole number",
        "[\"chat\"]|[\"chatting\"]|3: capabilities holds an unknown word",
        "[\"chat\"]|[1]|3: capabilities holds something else than strings",
        "[\"chat\"]|\"chat\"|3: capabilities is no array",
        "\"0.06\"|\"-0.06\"|3: pricing has a price below zero",
        "\"0.06\"|\"cheap\"|3: input is no decimal",
        "\"2025-01\"|\"2025-13\"|3: knowledge_cutoff is no date",
        "\"2025-03-04\"|\"2025-02-30\"|3: released is no date",
        "\"2025-03-04\"|\"soon\"|3: released is no date",
        "\"open_weights\":false|\"open_weights\":\"no\"|3: open_weights is neither true nor false",
        "\"last_seen\":\"2026-05-11\"|\"last_seen\":\"2026-05\"|3: last_seen is no day",
        "\"gpt-b\"|\"gpt-a\"|4: openai/gpt-a is there twice or out of order",
        "\"gpt-b\"|\"gpt-0\"|4: openai/gpt-0 is there twice or out of order",
        "\"above_input_tokens\":200000,||4: above_input_tokens is not above zero",
        "\"input\":\"3\"|\"input\":\"-3\"|4: pricing has a price below zero"
      })
  void namesTheFileAndTheLineThatIsBroken(String good, String bad, String message)
      throws IOException {
    assertThat(text()).contains(good);
    Path file = write(text().replaceFirst(Pattern.quote(good), bad == null ? "" : bad));

    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> Catalog.load(file))
        .withMessageStartingWith("The catalog " + file + " is broken in line " + message)
        .withMessageEndingWith(".");
  }

  @Test
  void noticesThatTheEndIsMissing() throws IOException {
    String text = text();
    Path file = write(text.substring(0, text.lastIndexOf("{\"type\"")));

    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> Catalog.load(file))
        .withMessageContaining("line 1: models counts other rows");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Path file = write("");

    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> Catalog.load(file))
        .withMessageContaining("line 1: it is no JSON object");
  }

  @Test
  void saysThatAFileIsNotThere() {
    Path missing = folder.resolve("missing.jsonl");

    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> Catalog.load(missing))
        .withMessage("The catalog " + missing + " cannot be read.");
  }

  @Test
  void retiredRowsAreNoModelsOfTheType() throws IOException {
    Catalog catalog = Catalog.load(write(text()));

    assertThat(catalog.models("openai")).extracting(ModelFacts::nativeId).containsExactly("gpt-b");
    assertThat(catalog.entries())
        .extracting(entry -> entry.id())
        .containsExactly("anthropic/claude", "openai/gpt-b");
    assertThat(catalog.sources()).contains(SOURCE);
  }

  private static ModelFacts withTiers(String id) {
    return ModelFacts.of(id)
        .pricing(
            new Pricing(
                Rates.of(BigDecimal.ONE, BigDecimal.valueOf(2)),
                List.of(
                    new Pricing.Tier(
                        200_000, Rates.of(BigDecimal.valueOf(3), new BigDecimal("4.50")))),
                List.of()))
        .build();
  }

  private static String text() {
    return new String(FILE.write(), UTF_8);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("catalog.jsonl"), text);
  }
}
